package org.fengqiao.intake.inbound.adapter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.Flag;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.clue.FlagFinding;
import org.fengqiao.intake.lexicon.FlagLexicon;
import org.fengqiao.intake.lexicon.TextFigures;
import org.fengqiao.privacy.ResidentId;
import org.jspecify.annotations.Nullable;

/**
 * What every adapter draws from a record's free texts: flags, head count, amount, the language the
 * people need.
 */
final class ClueTexts {

    private static final int MAX_TITLE = 100;
    private static final List<String> KOREAN_WANTED = List.of("朝鲜语", "韩语", "韩国语");
    private static final int ADULT = 18;

    private final List<String> texts = new ArrayList<>();

    /** Null texts are left out. */
    static ClueTexts of(@Nullable String... texts) {
        ClueTexts clueTexts = new ClueTexts();
        for (String text : texts) {
            if (text != null) {
                clueTexts.texts.add(FlagLexicon.plain(text));
            }
        }
        return clueTexts;
    }

    /** The lexicon's flags, and MINOR for a party whose id number says so on that day. */
    Set<FlagFinding> flags(List<ClueParty> parties, @Nullable Instant reported) {
        Instant day = Objects.requireNonNullElse(reported, Instant.EPOCH);
        Set<FlagFinding> flags = new HashSet<>(FlagLexicon.find(texts, Zones.dateOf(day)));
        boolean minor =
                parties.stream()
                        .map(ClueParty::idNumber)
                        .filter(Objects::nonNull)
                        .flatMap(number -> ResidentId.parse(number).stream())
                        .anyMatch(id -> id.ageOn(Zones.dateOf(day)) < ADULT);
        if (minor && reported != null) {
            flags.add(new FlagFinding(Flag.MINOR, "MINOR-ID"));
        }
        return flags;
    }

    String joined() {
        return String.join("\n", texts);
    }

    /** At least the parties themselves, at least one. */
    int involvedPersons(List<ClueParty> parties) {
        int most = Math.max(1, parties.size());
        for (String text : texts) {
            most = Math.max(most, TextFigures.heads(text));
        }
        return most;
    }

    @Nullable BigDecimal amount() {
        return TextFigures.amount(joined()).orElse(null);
    }

    String language(List<ClueParty> parties) {
        for (ClueParty party : parties) {
            if (party.language() != null) {
                return party.language();
            }
        }
        String all = joined();
        return KOREAN_WANTED.stream().anyMatch(all::contains) ? "ko-KR" : "zh-CN";
    }

    static String title(String text) {
        return text.length() <= MAX_TITLE ? text : text.substring(0, MAX_TITLE - 1) + "…";
    }

    /** Both numbers where they differ, the better first; a hotline's own number is nobody's. */
    static List<String> phones(@Nullable String... numbers) {
        List<String> phones = new ArrayList<>();
        for (String number : numbers) {
            if (number == null) {
                continue;
            }
            String digits = number.replaceAll("[\\s()()-]", "");
            if (digits.matches("\\+?\\d{7,15}") && !phones.contains(digits)) {
                phones.add(digits);
            }
        }
        return phones;
    }
}
