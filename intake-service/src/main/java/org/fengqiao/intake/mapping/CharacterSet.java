package org.fengqiao.intake.mapping;

import java.util.BitSet;

/**
 * The characters of a text, asked before a pattern is tried: most rules need a character that most
 * reports do not have, and a door has no time for forty patterns on each.
 */
public final class CharacterSet {

    private final BitSet characters = new BitSet(0x10000);

    /** The UTF-16 units of the text. */
    public CharacterSet(String text) {
        for (int i = 0; i < text.length(); i++) {
            characters.set(text.charAt(i));
        }
    }

    /** Whether at least one of the characters occurs. */
    public boolean hasAny(String needed) {
        for (int i = 0; i < needed.length(); i++) {
            if (characters.get(needed.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
