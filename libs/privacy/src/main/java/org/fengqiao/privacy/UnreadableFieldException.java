package org.fengqiao.privacy;

/**
 * A sealed value could not be opened: another place, another key, or changed bytes. Names the
 * place, never the content.
 */
public final class UnreadableFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFieldException(String table, String column, String why) {
        super("sealed value of " + table + "." + column + " cannot be opened: " + why);
    }
}
