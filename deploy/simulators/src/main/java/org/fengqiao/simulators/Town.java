package org.fengqiao.simulators;

/**
 * A township or street of a seed region.
 *
 * @param code 12 digits
 * @param county name of the county
 */
record Town(String code, String name, String county) {

    String countyCode() {
        return code.substring(0, 6);
    }
}
