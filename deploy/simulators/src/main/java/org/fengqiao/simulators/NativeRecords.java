package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.fengqiao.simulators.World.Quarrel;

/** One quarrel in the shapes of the sources (domain 05); times are relative to the given now. */
final class NativeRecords {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Duration HOTLINE_CITY = Duration.ofDays(9);
    private static final Duration HOTLINE_REGION = Duration.ofDays(8);
    private static final int COURT_DAYS = 30;

    private final Instant now;
    private final String number;
    private final Town town;
    private final Quarrel quarrel;

    NativeRecords(Instant now, String number, Town town, Quarrel quarrel) {
        this.now = now;
        this.number = number;
        this.town = town;
        this.quarrel = quarrel;
    }

    /** 110, dialect A. */
    World.Push police(String callClass) {
        String code = callClass.substring(0, callClass.indexOf(';'));
        String name = callClass.substring(code.length() + 1);
        String county = town.countyCode();
        String key = county + number;
        ObjectNode root = JSON.createObjectNode();
        root.putObject("header")
                .put("msgId", "P110-" + number)
                .put("msgType", "JQ_FJW_PUSH")
                .put("sender", county + "000000")
                .put("sendTime", plain(now))
                .put("version", "1.2");
        ObjectNode b = root.putObject("body");
        b.put("jjdbh", key);
        b.putNull("gljjdbh");
        b.put("xzqhdm", county);
        b.put("jjdwdm", county + "000000");
        b.put("jjdwmc", town.county() + "公安局情报指挥中心");
        b.put("bjsj", plain(now));
        b.put("jjsj", plain(now));
        b.put("bjdh", quarrel.applicant().phone());
        b.put("bjrxm", quarrel.applicant().name());
        b.put("bjrxb", quarrel.applicant().female() ? "2" : "1");
        b.put("lxdh", quarrel.applicant().phone());
        b.put("bjrlxdz", "未留");
        b.put("afsj", plain(now));
        b.put("afdd", quarrel.place());
        b.put("bjnr", "报警人称:" + quarrel.text());
        b.put("bjlbdm", "J050000");
        b.put("bjlbmc", "纠纷");
        b.put("bjlxdm", code);
        b.put("bjlxmc", name);
        b.put("jqdjdm", "3");
        b.put("sfsd", "0");
        b.put("ssrs", 0);
        b.put("swrs", 0);
        b.put("gxdwdm", town.code());
        b.put("gxdwmc", town.name() + "派出所");
        b.put("sfjw", "0");
        b.put("ljsy", "民间纠纷,移送综治中心调处");
        b.put("gxbs", 1);
        b.put("gxsj", plain(now));
        return new World.Push(Source.P110, key, town.code(), root, quarrel);
    }

    /** 12345. */
    World.Push hotline(String subject) {
        String key = "RX" + number;
        ObjectNode o = JSON.createObjectNode();
        o.put("hotlineNo", key);
        o.put("platformNo", "PT12345-" + number);
        o.putNull("callId");
        o.put("orderTitle", subject.substring(subject.lastIndexOf('/') + 1) + "问题");
        o.put("appealTypeCode", "03");
        o.put("appealTypeName", "投诉");
        o.put("subjectCode", "9900");
        o.put("subjectName", subject);
        o.put("channel", "电话");
        o.put("callerName", quarrel.applicant().name());
        o.put("callerSex", quarrel.applicant().female() ? "2" : "1");
        o.put("callerPhone", quarrel.applicant().phone());
        o.put("contactPhone", quarrel.applicant().phone());
        o.put("isAnonymous", 0);
        o.put("isSecret", 0);
        o.put("areaCode", town.code());
        o.put("areaName", town.county() + town.name());
        o.put("incidentLocation", quarrel.place());
        o.put("address", quarrel.place());
        o.putNull("lng");
        o.putNull("lat");
        o.put("appealContent", "来电人反映:" + quarrel.text());
        o.put("appealObject", quarrel.respondent().name());
        o.put("appealObjectPhone", quarrel.respondent().phone());
        o.put("urgency", "一般");
        o.put("isDifficult", 0);
        o.put("repeatFlag", 0);
        o.putArray("repeatOrders");
        o.put("hotlineSource", "12345");
        o.put("registerTime", plain(now));
        o.put("cityAssignTime", plain(now));
        o.put("municipalHostDeptName", town.county() + "人民政府");
        o.putNull("municipalAssistDeptName");
        o.put("municipalDeadline", plain(now.plus(HOTLINE_CITY)));
        o.put("regionAssignTime", plain(now));
        o.put("regionDeadline", plain(now.plus(HOTLINE_REGION)));
        o.put("acceptDeptCode", town.countyCode() + "-ZZ");
        o.put("acceptDeptName", town.county() + "综治中心");
        o.put("orderStatus", "已交办");
        o.put("nodeType", "1");
        o.putArray("attachments");
        o.put("needVisit", 1);
        o.put("syncStatus", 0);
        return new World.Push(Source.H12345, key, town.code(), o, quarrel);
    }

    /** Court delegation before filing. */
    World.Push court(String cause) {
        int mark = cause.indexOf(';');
        String name = cause.substring(mark + 1);
        LocalDate today = now.atZone(SHANGHAI).toLocalDate();
        String key = "FY" + town.countyCode() + "-" + number;
        ObjectNode o = JSON.createObjectNode();
        o.put("ajbs", key);
        o.put("ah", "(%d)测%s民诉前调%s号".formatted(today.getYear(), town.countyCode(), number));
        o.put("fydm", town.countyCode());
        o.put("fymc", town.county() + "人民法院");
        o.put("aydm", mark < 0 ? "QT" : cause.substring(0, mark));
        o.put("aymc", name);
        o.put("djrq", today.toString());
        o.put("wplx", "委派");
        o.put("wpfs", "线上");
        o.put("wprq", today.toString());
        o.put("wpsj", plain(now));
        o.put("tjzzbs", "TJZZ-" + town.countyCode() + "-001");
        o.put("tjzzmc", town.county() + "综治中心人民调解委员会");
        o.put("tjqx", COURT_DAYS);
        o.put("tjqxjzrq", today.plusDays(COURT_DAYS).toString());
        o.putNull("yqtjr");
        BigDecimal amount = quarrel.amount();
        o.put("bdje", amount == null ? "0.00" : amount.setScale(2).toPlainString());
        o.put("ssqq", "请求依法处理:" + name + "。");
        o.put("ssyly", quarrel.text());
        ArrayNode parties = o.putArray("dsr");
        party(parties, "原告(申请人)", quarrel.applicant());
        party(parties, "被告(被申请人)", quarrel.respondent());
        o.put("zbfg", "测试员额法官");
        o.put("zxtj", 1);
        o.putObject("sftysqtj").put("sqr", 1).put("bsqr", 1);
        o.putArray("cl");
        o.put("ajzt", "待接收");
        return new World.Push(Source.COURT, key, town.code(), o, quarrel);
    }

    private static void party(ArrayNode parties, String role, Person person) {
        parties.addObject()
                .put("ssdw", role)
                .put("lx", "自然人")
                .put("mc", person.name())
                .put("zjhm", person.residentId())
                .put("lxdh", person.phone());
    }

    private static String plain(Instant at) {
        return at.atZone(SHANGHAI).format(PLAIN);
    }
}
