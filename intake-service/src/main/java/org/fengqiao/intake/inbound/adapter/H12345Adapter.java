package org.fengqiao.intake.inbound.adapter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.clue.Channel;
import org.fengqiao.intake.clue.Clue;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.clue.FlagFinding;
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
 * 12345 hotline work order: English and pinyin names, several nested deadlines, callers who may be
 * secret ({@code isSecret}). The system counts no versions.
 */
final class H12345Adapter implements SourceAdapter {

    private static final CategoryTable CATEGORIES = CategoryTable.load("h12345");
    private static final List<String> DEADLINES = List.of("municipalDeadline", "regionDeadline");

    /** CL-25: answered, no dispute. */
    private static final Set<String> INFORMATION = Set.of("咨询", "意见建议", "建议", "表扬");

    @Override
    public SourceSystem system() {
        return SourceSystem.H12345;
    }

    @Override
    public Set<PayloadFormat> formats() {
        return Set.of(PayloadFormat.JSON);
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
        return body.requiredKey("工单编号", "hotlineNo");
    }

    @Override
    public @Nullable SourceVersion version(Fields body) {
        return null;
    }

    @Override
    public Clue clue(Fields body, RecordIdentity identity) {
        String content = body.requiredContent("诉求内容", "appealContent");
        String type = body.required("诉求类型", "appealTypeName");
        SourceTime registered = body.time("登记时间", "registerTime");
        if (registered == null && !body.has("registerTime")) {
            body.missing("登记时间", "registerTime");
        }
        String title = title(body);
        List<ClueParty> parties = parties(body);
        ClueTexts texts = ClueTexts.of(title, content);
        SourceClass subject = new SourceClass(body.text("subjectCode"), body.text("subjectName"));
        MatterKind kind = kind(type, parties);
        return new Clue(
                system(),
                identity.sourceKey(),
                identity.version() == null ? null : identity.version().text(),
                channel(body.text("channel")),
                registered == null ? null : registered.instant(),
                null,
                kind,
                title,
                content,
                new SourceCategory(subject.code(), subject.name()),
                CATEGORIES.map(List.of(subject), texts.joined()),
                null,
                parties,
                Places.read(body, "", "address", "incidentLocation"),
                region(body),
                new SourceUnit(
                        body.text("acceptDeptCode"), body.text("municipalHostDeptName"), null),
                deadlines(body),
                flags(body, texts, registered),
                body.isSet("isAnonymous"),
                body.isSet("isSecret"),
                texts.language(parties),
                texts.amount(),
                texts.involvedPersons(parties),
                body.texts("repeatOrders"),
                references(body, identity.sourceKey()),
                !INFORMATION.contains(type));
    }

    private static String title(Fields body) {
        String title = body.text("orderTitle");
        if (title == null) {
            String subject = Objects.requireNonNullElse(body.text("subjectName"), "12345工单");
            title = subject.substring(subject.lastIndexOf('/') + 1);
        }
        return ClueTexts.title(title);
    }

    /** 求助, 投诉, 举报 are disputes only where there is somebody on the other side (CL-25). */
    private static MatterKind kind(String type, List<ClueParty> parties) {
        boolean opposed = parties.stream().anyMatch(p -> p.role() == ClueParty.Role.RESPONDENT);
        return switch (type) {
            case "咨询" -> MatterKind.LEGAL_ADVICE;
            case "意见建议", "建议", "表扬" -> MatterKind.OPINION;
            case "举报" -> opposed ? MatterKind.DISPUTE : MatterKind.TIP;
            default -> opposed ? MatterKind.DISPUTE : MatterKind.LIVELIHOOD;
        };
    }

    private static List<ClueParty> parties(Fields body) {
        List<ClueParty> parties = new ArrayList<>();
        parties.add(
                new ClueParty(
                        ClueParty.Role.APPLICANT,
                        ClueParty.Kind.NATURAL,
                        body.text("callerName", "contactName"),
                        ClueTexts.phones(body.text("contactPhone"), body.text("callerPhone")),
                        body.text("callerIdNo"),
                        ClueParty.Gender.read(body.text("callerSex")),
                        body.text("address"),
                        null));
        String object = body.text("appealObject");
        if (object != null) {
            parties.add(
                    new ClueParty(
                            ClueParty.Role.RESPONDENT,
                            object.contains("公司") ? ClueParty.Kind.LEGAL : ClueParty.Kind.OTHER,
                            object,
                            ClueTexts.phones(body.text("appealObjectPhone")),
                            null,
                            null,
                            null,
                            null));
        }
        return parties;
    }

    private static Channel channel(@Nullable String text) {
        return switch (Objects.requireNonNullElse(text, "")) {
            case "电话" -> Channel.PHONE;
            case "网站", "网络" -> Channel.WEB;
            case "微信小程序", "小程序" -> Channel.MINI_PROGRAM;
            default -> Channel.OTHER;
        };
    }

    private static List<SourceDeadline> deadlines(Fields body) {
        List<SourceDeadline> deadlines = new ArrayList<>();
        for (String name : DEADLINES) {
            SourceTime time = body.time("办理时限", name);
            if (time != null) {
                deadlines.add(new SourceDeadline(name, time.endOfDay()));
            }
        }
        return deadlines;
    }

    private static Set<FlagFinding> flags(
            Fields body, ClueTexts texts, @Nullable SourceTime registered) {
        Set<FlagFinding> flags =
                new HashSet<>(
                        texts.flags(List.of(), registered == null ? null : registered.instant()));
        if (body.isSet("repeatFlag") || !body.texts("repeatOrders").isEmpty()) {
            flags.add(new FlagFinding(Flag.REPEAT_CALL, "h12345.repeatFlag"));
        }
        return flags;
    }

    /** Falls back to the centre the order was given to: {@code 520527-ZZ}. */
    private static String region(Fields body) {
        String region = body.region("区域代码", "areaCode");
        if (region != null) {
            return region;
        }
        String unit = body.text("acceptDeptCode");
        if (unit != null && unit.matches("[1-9]\\d{5}-.*")) {
            return unit.substring(0, 6) + "000000";
        }
        if (!body.has("areaCode")) {
            body.missing("区域代码", "areaCode");
        }
        return "";
    }

    private static Map<String, String> references(Fields body, String key) {
        Map<String, String> references = new HashMap<>(Map.of("hotlineNo", key));
        String platformNo = body.text("platformNo");
        if (platformNo != null) {
            references.put("platformNo", platformNo);
        }
        return references;
    }
}
