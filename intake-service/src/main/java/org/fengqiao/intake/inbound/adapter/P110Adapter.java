package org.fengqiao.intake.inbound.adapter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.fengqiao.contracts.Docking;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.clue.Channel;
import org.fengqiao.intake.clue.Clue;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.clue.FlagFinding;
import org.fengqiao.intake.clue.SourceCategory;
import org.fengqiao.intake.clue.SourceUnit;
import org.fengqiao.intake.mapping.CategoryTable;
import org.fengqiao.intake.mapping.CategoryTable.SourceClass;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.intake.source.SourceTime;
import org.fengqiao.intake.source.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * 110接处警: call record (接警单) with the dispatch and feedback records inside it, pinyin initials in
 * upper or lower case, two dialects of class codes (CL-24). The version is {@code gxsj}.
 */
final class P110Adapter implements SourceAdapter {

    private static final CategoryTable CATEGORIES = CategoryTable.load("p110");

    /** 纠纷 in dialect A and B. */
    private static final Set<String> DISPUTE_CLASSES = Set.of("J050000", "100000");

    @Override
    public SourceSystem system() {
        return SourceSystem.P110;
    }

    @Override
    public Set<PayloadFormat> formats() {
        return Set.of(PayloadFormat.JSON, PayloadFormat.XML);
    }

    @Override
    public Set<String> transportMembers() {
        return Set.of("header");
    }

    @Override
    public Fields body(Fields payload) {
        return payload.has("body") ? payload.child("body") : payload;
    }

    @Override
    public String key(Fields body) {
        return body.requiredKey("接警单编号", "jjdbh", "jqbh");
    }

    @Override
    public @Nullable SourceVersion version(Fields body) {
        SourceTime updated = body.time("更新时间", "gxsj");
        String text = body.text("gxsj");
        return updated == null || text == null ? null : SourceVersion.ofTime(text, updated);
    }

    @Override
    public Clue clue(Fields body, RecordIdentity identity) {
        String content = body.requiredContent("报警内容", "bjnr");
        Fields feedback = body.child("fkd");
        String handled = feedback.content("cjqk");
        String reason = body.text("ljsy");
        SourceTime reported = body.time("报警时间", "bjsj", "jjsj");
        if (reported == null && !body.has("bjsj") && !body.has("jjsj")) {
            body.missing("报警时间", "bjsj", "jjsj");
        }
        List<ClueParty> parties = List.of(caller(body));
        ClueTexts texts = ClueTexts.of(content, handled, reason, body.text("bjlxmc"));
        SourceTime occurred = body.time("案发时间", "afsj");
        return new Clue(
                system(),
                identity.sourceKey(),
                identity.version() == null ? null : identity.version().text(),
                Channel.PHONE,
                reported == null ? null : reported.instant(),
                occurred == null ? null : occurred.instant(),
                kind(body, reason),
                title(body),
                joined(content, handled, reason),
                new SourceCategory(mostSpecific(body, "dm"), mostSpecific(body, "mc")),
                CATEGORIES.map(classes(body), texts.joined()),
                Docking.POLICE,
                parties,
                Places.read(body, "zbx", "afdd", "sjdz", "jqdz"),
                region(body, identity),
                new SourceUnit(body.text("gxdwdm", "jjdwdm"), body.text("gxdwmc", "jjdwmc"), null),
                List.of(),
                flags(body, texts, parties, reported),
                !parties.getFirst().identifiable(),
                false,
                texts.language(parties),
                texts.amount(),
                texts.involvedPersons(parties),
                earlierKeys(body, identity.sourceKey()),
                Map.of("JJDBH", identity.sourceKey()),
                true);
    }

    /** A police matter comes here only for the civil part its transfer reason names. */
    private static MatterKind kind(Fields body, @Nullable String reason) {
        String top = body.text("bjlbdm", "jqlbdm");
        String topName = Objects.requireNonNullElse(body.text("bjlbmc", "jqlbmc"), "");
        if ((top != null && DISPUTE_CLASSES.contains(top)) || topName.contains("纠纷")) {
            return MatterKind.DISPUTE;
        }
        if (body.isSet("sfjw")) {
            return reason == null ? MatterKind.OTHER : MatterKind.DISPUTE;
        }
        return MatterKind.NON_POLICE;
    }

    private static ClueParty caller(Fields body) {
        return new ClueParty(
                ClueParty.Role.APPLICANT,
                ClueParty.Kind.NATURAL,
                body.text("bjrxm"),
                ClueTexts.phones(body.text("lxdh"), body.text("bjdh")),
                body.text("bjrzjhm", "bjrsfzh"),
                ClueParty.Gender.read(body.text("bjrxb")),
                body.text("bjrlxdz", "bjdhyhdz"),
                null);
    }

    private static Set<FlagFinding> flags(
            Fields body, ClueTexts texts, List<ClueParty> parties, @Nullable SourceTime reported) {
        Set<FlagFinding> flags =
                new HashSet<>(texts.flags(parties, reported == null ? null : reported.instant()));
        if (body.text("gljjdbh", "zjjdbh") != null) {
            flags.add(new FlagFinding(Flag.REPEAT_CALL, "p110.gljjdbh"));
        }
        if (body.isSet("sfsd")) {
            flags.add(new FlagFinding(Flag.WEAPON, "p110.sfsd"));
        }
        Fields feedback = body.child("fkd");
        if (body.count("受伤人数", "ssrs") + feedback.count("受伤人数", "ssrs") > 0) {
            flags.add(new FlagFinding(Flag.INJURY, "p110.ssrs"));
        }
        if (body.count("死亡人数", "swrs") + feedback.count("死亡人数", "swrs") > 0) {
            flags.add(new FlagFinding(Flag.DEATH, "p110.swrs"));
        }
        return flags;
    }

    /** Falls back to the first six digits of the police unit: {@code …000000} is the bureau. */
    private static String region(Fields body, RecordIdentity identity) {
        String region = body.region("行政区划代码", "xzqhdm");
        if (region != null) {
            return region;
        }
        for (String code :
                new String[] {
                    body.text("gxdwdm"), body.text("jjdwdm"), identity.sourceKey(),
                }) {
            if (code != null && code.matches("[1-9]\\d{11,}")) {
                return code.substring(0, 6) + "000000";
            }
        }
        if (!body.has("xzqhdm")) {
            body.missing("行政区划代码", "xzqhdm");
        }
        return "";
    }

    private static List<SourceClass> classes(Fields body) {
        return List.of(
                new SourceClass(body.text("bjxldm", "jqxldm"), body.text("bjxlmc", "jqxlmc")),
                new SourceClass(body.text("bjlxdm", "jqlxdm"), body.text("bjlxmc", "jqlxmc")),
                new SourceClass(body.text("bjlbdm", "jqlbdm"), body.text("bjlbmc", "jqlbmc")));
    }

    private static @Nullable String mostSpecific(Fields body, String ending) {
        return body.text(
                "bjxl" + ending,
                "jqxl" + ending,
                "bjlx" + ending,
                "jqlx" + ending,
                "bjlb" + ending,
                "jqlb" + ending);
    }

    /** A call has no title: its classes name it. */
    private static String title(Fields body) {
        String type = body.text("bjlxmc", "jqlxmc", "bjlbmc", "jqlbmc");
        String detail = body.text("bjxlmc", "jqxlmc");
        String title = Objects.requireNonNullElse(type, "110警情");
        return ClueTexts.title(detail == null ? title : title + "·" + detail);
    }

    private static String joined(
            String content, @Nullable String handled, @Nullable String reason) {
        List<String> parts = new ArrayList<>(List.of(content));
        if (handled != null) {
            parts.add("处警情况:" + handled);
        }
        if (reason != null) {
            parts.add("移交事由:" + reason);
        }
        return String.join("\n", parts);
    }

    private static List<String> earlierKeys(Fields body, String own) {
        return Stream.of(body.text("gljjdbh"), body.text("zjjdbh"))
                .filter(Objects::nonNull)
                .filter(key -> !key.equals(own))
                .distinct()
                .toList();
    }
}
