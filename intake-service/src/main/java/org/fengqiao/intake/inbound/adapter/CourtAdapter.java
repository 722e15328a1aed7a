package org.fengqiao.intake.inbound.adapter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fengqiao.contracts.Docking;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.clue.Channel;
import org.fengqiao.intake.clue.Clue;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.clue.Place;
import org.fengqiao.intake.clue.SourceCategory;
import org.fengqiao.intake.clue.SourceDeadline;
import org.fengqiao.intake.clue.SourceUnit;
import org.fengqiao.intake.mapping.CategoryTable;
import org.fengqiao.intake.mapping.CategoryTable.SourceClass;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.intake.source.SourceTime;
import org.fengqiao.intake.source.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * 诉前委派调解: a court delegates a case to mediation, as JSON or XML (the parties then stand in {@code
 * DSRLB/DSR}). The period counts from the organisation's acceptance (人民法院在线调解规则 art 24), the dates
 * sent are kept as sent.
 */
final class CourtAdapter implements SourceAdapter {

    private static final CategoryTable CATEGORIES = CategoryTable.load("court");
    private static final List<String> DEADLINES = List.of("tjqxjzrq", "yqtjr");

    @Override
    public SourceSystem system() {
        return SourceSystem.COURT;
    }

    @Override
    public Set<PayloadFormat> formats() {
        return Set.of(PayloadFormat.JSON, PayloadFormat.XML);
    }

    @Override
    public Set<String> transportMembers() {
        return Set.of();
    }

    @Override
    public Fields body(Fields payload) {
        return payload;
    }

    @Override
    public String key(Fields body) {
        return body.requiredKey("案件标识", "ajbs");
    }

    @Override
    public @Nullable SourceVersion version(Fields body) {
        return null;
    }

    @Override
    public Clue clue(Fields body, RecordIdentity identity) {
        String cause = body.required("案由", "aymc", "aydm");
        SourceTime delegated = body.time("委派时间", "wpsj", "wprq");
        if (delegated == null && !body.has("wpsj") && !body.has("wprq")) {
            body.missing("委派时间", "wprq", "wpsj");
        }
        List<ClueParty> parties = parties(body);
        if (parties.isEmpty()) {
            body.missing("当事人", "dsr");
        }
        String claim = body.content("ssqq");
        String grounds = body.content("ssyly");
        ClueTexts texts = ClueTexts.of(cause, claim, grounds);
        SourceClass sourceClass = new SourceClass(body.text("aydm"), body.text("aymc"));
        return new Clue(
                system(),
                identity.sourceKey(),
                identity.version() == null ? null : identity.version().text(),
                Channel.AUTHORITY,
                delegated == null ? null : delegated.instant(),
                null,
                MatterKind.DISPUTE,
                ClueTexts.title(cause),
                content(cause, claim, grounds),
                new SourceCategory(sourceClass.code(), sourceClass.name()),
                CATEGORIES.map(List.of(sourceClass), texts.joined()),
                Docking.LITIGATION,
                parties,
                new Place(place(parties), null, null, null),
                region(body),
                new SourceUnit(body.text("fydm"), body.text("fymc"), body.text("zbfg")),
                deadlines(body),
                texts.flags(parties, delegated == null ? null : delegated.instant()),
                false,
                false,
                texts.language(parties),
                body.amount("标的金额", "bdje"),
                texts.involvedPersons(parties),
                List.of(),
                references(body, identity.sourceKey()),
                true);
    }

    private static String region(Fields body) {
        String region = body.region("法院代码", "fydm");
        if (region == null) {
            if (!body.has("fydm")) {
                body.missing("法院代码", "fydm");
            }
            return "";
        }
        return region;
    }

    private static List<ClueParty> parties(Fields body) {
        List<Fields> list =
                body.has("dsrlb") ? body.child("dsrlb").children("dsr") : body.children("dsr");
        List<ClueParty> parties = new ArrayList<>();
        for (Fields party : list) {
            parties.add(
                    new ClueParty(
                            role(party.text("ssdw")),
                            kind(party.text("lx")),
                            party.required("当事人名称", "mc"),
                            ClueTexts.phones(party.text("lxdh")),
                            party.text("zjhm"),
                            ClueParty.Gender.read(party.text("xb")),
                            party.text("dz"),
                            party.text("yy")));
        }
        return parties;
    }

    private static ClueParty.Role role(@Nullable String standing) {
        String text = Objects.requireNonNullElse(standing, "");
        if (text.contains("代理")) {
            return ClueParty.Role.AGENT;
        }
        if (text.startsWith("原告") || text.startsWith("申请人")) {
            return ClueParty.Role.APPLICANT;
        }
        return text.startsWith("被告") || text.startsWith("被申请人")
                ? ClueParty.Role.RESPONDENT
                : ClueParty.Role.THIRD_PARTY;
    }

    private static ClueParty.Kind kind(@Nullable String text) {
        return switch (Objects.requireNonNullElse(text, "")) {
            case "自然人" -> ClueParty.Kind.NATURAL;
            case "法人" -> ClueParty.Kind.LEGAL;
            default -> ClueParty.Kind.OTHER;
        };
    }

    /** The respondent's address: where the dispute is, for want of a field of its own. */
    private static @Nullable String place(List<ClueParty> parties) {
        return parties.stream()
                .filter(p -> p.role() == ClueParty.Role.RESPONDENT)
                .map(ClueParty::address)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String content(String cause, @Nullable String claim, @Nullable String grounds) {
        List<String> parts = new ArrayList<>();
        if (claim != null) {
            parts.add("诉讼请求:" + claim);
        }
        if (grounds != null) {
            parts.add("事实与理由:" + grounds);
        }
        // the XML form carries no claim: the cause is all there is
        return parts.isEmpty() ? "法院委派调解:" + cause : String.join("\n", parts);
    }

    private static List<SourceDeadline> deadlines(Fields body) {
        List<SourceDeadline> deadlines = new ArrayList<>();
        for (String name : DEADLINES) {
            SourceTime time = body.time("调解期限", name);
            if (time != null) {
                deadlines.add(new SourceDeadline(name, time.endOfDay()));
            }
        }
        return deadlines;
    }

    private static Map<String, String> references(Fields body, String key) {
        Map<String, String> references = new HashMap<>(Map.of("ajbs", key));
        String caseNumber = body.text("ah");
        if (caseNumber != null) {
            references.put("ah", caseNumber);
        }
        return references;
    }
}
