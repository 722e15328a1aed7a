package org.fengqiao.simulators;

/**
 * Somebody who does not exist.
 *
 * @param phone 11 digits starting with 140, a prefix no network has given out
 * @param residentId 18 characters starting with 99, no division of China; the check digit is right
 *     (GB 11643)
 */
public record Person(String name, boolean female, String phone, String residentId) {}
