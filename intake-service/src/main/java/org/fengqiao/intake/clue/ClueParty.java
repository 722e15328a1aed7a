package org.fengqiao.intake.clue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 当事人 as the source names them. All of it is personal data.
 *
 * @param name null when not given (未留)
 * @param phones at most a few, first the best
 * @param idNumber as sent; only one with a right check digit identifies a person
 * @param language BCP 47, when the source says which one the person needs
 */
public record ClueParty(
        Role role,
        Kind kind,
        @Nullable String name,
        List<String> phones,
        @Nullable String idNumber,
        @Nullable Gender gender,
        @Nullable String address,
        @Nullable String language) {

    /** CL-13. */
    public enum Role {
        APPLICANT,
        RESPONDENT,
        THIRD_PARTY,
        AGENT
    }

    /** 自然人/法人/非法人组织. */
    public enum Kind {
        NATURAL,
        LEGAL,
        OTHER
    }

    /** GB/T 2261.1. */
    public enum Gender {
        MALE,
        FEMALE;

        /** Reads {@code 1 2 男 女}; null for anything else. */
        public static @Nullable Gender read(@Nullable String text) {
            return switch (text) {
                case "1", "男" -> MALE;
                case "2", "女" -> FEMALE;
                case null, default -> null;
            };
        }
    }

    public ClueParty {
        phones = List.copyOf(phones);
    }

    /** Somebody the centre can get hold of, or tell apart. */
    public boolean identifiable() {
        boolean told = name != null && (idNumber != null || kind != Kind.NATURAL);
        return !phones.isEmpty() || told;
    }
}
