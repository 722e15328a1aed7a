package org.fengqiao.systemtests;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Native records of made-up persons, stamped relative to the platform's now. */
public final class Records {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final Instant now;
    private final String serial;

    public Records(Instant now) {
        this.now = now;
        this.serial = "%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    /** A number nobody has: 140 and eight digits. */
    public String phone() {
        return "140" + serial;
    }

    /** 12345: water cut off over an unpaid property fee in 白果街道. */
    public ObjectNode hotlineAboutPropertyFee() {
        ObjectNode o = JSON.createObjectNode();
        o.put("hotlineNo", "QXN" + compact(now) + serial.substring(5));
        o.put("platformNo", "GZ12345-" + serial);
        o.putNull("callId");
        o.put("orderTitle", "物业停水催费问题");
        o.put("appealTypeCode", "03");
        o.put("appealTypeName", "投诉");
        o.put("subjectCode", "0307");
        o.put("subjectName", "住房城乡建设/物业管理/物业收费");
        o.put("channel", "电话");
        o.put("callerName", "杨某");
        o.put("callerSex", "1");
        o.put("callerPhone", phone());
        o.put("contactPhone", phone());
        o.put("isAnonymous", 0);
        o.put("isSecret", 0);
        o.put("areaCode", "520527002000");
        o.put("areaName", "贵州省毕节市赫章县白果街道");
        o.put("incidentLocation", "白果街道某小区");
        o.put("address", "白果街道某小区3栋2单元");
        o.put("lng", "104.7192");
        o.put("lat", "27.1187");
        o.put("appealContent", "来电人称因房屋漏水未修,去年起未交物业费共3680元,物业近日起对其断水,要求恢复供水并解决漏水。");
        o.put("appealObject", "赫章县某物业服务有限公司");
        o.putNull("appealObjectPhone");
        o.put("urgency", "一般");
        o.put("isDifficult", 0);
        o.put("repeatFlag", 0);
        o.putArray("repeatOrders");
        o.put("hotlineSource", "12345");
        o.put("registerTime", plain(now));
        o.put("cityAssignTime", plain(now));
        o.put("municipalHostDeptName", "赫章县人民政府");
        o.putNull("municipalAssistDeptName");
        o.put("municipalDeadline", plain(now.plusSeconds(9 * 86_400)));
        o.put("regionAssignTime", plain(now));
        o.put("regionDeadline", plain(now.plusSeconds(8 * 86_400)));
        o.put("acceptDeptCode", "520527-ZZ");
        o.put("acceptDeptName", "赫章县综治中心");
        o.put("orderStatus", "已交办");
        o.put("nodeType", "1");
        o.putArray("attachments");
        o.put("needVisit", 1);
        o.put("syncStatus", 0);
        return o;
    }

    /** The court delegates the same dispute: the caller is the respondent. */
    public ObjectNode courtAboutPropertyFee() {
        ObjectNode o = JSON.createObjectNode();
        LocalDate today = now.atZone(SHANGHAI).toLocalDate();
        o.put("ajbs", "FY520527-" + today.getYear() + "-SQT-" + serial);
        o.put("ah", "(" + today.getYear() + ")黔0527民诉前调" + Integer.parseInt(serial) + "号");
        o.put("fydm", "520527");
        o.put("fymc", "赫章县人民法院");
        o.put("aydm", "WYFWHT");
        o.put("aymc", "物业服务合同纠纷");
        o.put("djrq", today.toString());
        o.put("wplx", "委派");
        o.put("wpfs", "线上");
        o.put("wprq", today.toString());
        o.put("wpsj", plain(now));
        o.put("tjzzbs", "TJZZ-520527-001");
        o.put("tjzzmc", "赫章县综治中心人民调解委员会");
        o.put("tjqx", 30);
        o.put("tjqxjzrq", today.plusDays(30).toString());
        o.putNull("yqtjr");
        o.put("bdje", "3680.00");
        o.put("ssqq", "判令被告支付物业费3680元及违约金。");
        o.put("ssyly", "原告依物业服务合同提供服务,被告以房屋漏水为由拒交。");
        var parties = o.putArray("dsr");
        parties.addObject()
                .put("ssdw", "原告(申请人)")
                .put("lx", "法人")
                .put("mc", "赫章县某物业服务有限公司")
                .put("lxdh", "14000000041");
        parties.addObject()
                .put("ssdw", "被告(被申请人)")
                .put("lx", "自然人")
                .put("mc", "杨某")
                .put("lxdh", phone());
        o.put("zbfg", "测试员额法官");
        o.put("zxtj", 1);
        o.putObject("sftysqtj").put("sqr", 1).put("bsqr", 1);
        o.putArray("cl");
        o.put("ajzt", "待接收");
        return o;
    }

    /** 110: an ordinary call about a parking space; nothing that asks for people's caution. */
    public ObjectNode policeAboutParking() {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("header")
                .put("msgId", "P110-" + serial)
                .put("msgType", "JQ_FJW_PUSH")
                .put("sender", "520527000000")
                .put("sendTime", plain(now))
                .put("version", "1.2");
        ObjectNode b = root.putObject("body");
        b.put("jjdbh", "520527" + compact(now) + serial.substring(5));
        b.putNull("gljjdbh");
        b.put("xzqhdm", "520527");
        b.put("jjdwdm", "520527000000");
        b.put("jjdwmc", "赫章县公安局情报指挥中心");
        b.put("bjsj", plain(now));
        b.put("jjsj", plain(now));
        b.put("bjdh", phone());
        b.put("bjrxm", "赵某");
        b.put("bjrxb", "1");
        b.put("lxdh", phone());
        b.put("bjrlxdz", "未留");
        b.put("afsj", plain(now));
        b.put("afdd", "赫章县白果街道某小区");
        b.put("bjnr", "报警人称小区物业把公共车位租给外人,业主无处停车,多次协商未果,请求协调。");
        b.put("bjlbdm", "J050000");
        b.put("bjlbmc", "纠纷");
        b.put("bjlxdm", "J050700");
        b.put("bjlxmc", "物业纠纷");
        b.put("jqdjdm", "3");
        b.put("sfsd", "0");
        b.put("ssrs", 0);
        b.put("swrs", 0);
        b.put("gxdwdm", "520527610000");
        b.put("gxdwmc", "城关派出所");
        b.put("sfjw", "0");
        b.put("ljsy", "民间纠纷,移送综治中心调处");
        b.put("gxbs", 1);
        b.put("gxsj", plain(now));
        return root;
    }

    /** The same with words that make it red: threat and tool. */
    public ObjectNode policeWithThreat() {
        ObjectNode root = policeAboutParking();
        ((ObjectNode) root.get("body"))
                .put("bjlxdm", "J050200")
                .put("bjlxmc", "邻里纠纷")
                .put("bjnr", "报警人称邻居为排水沟多次争吵,今晚对方拿锄头到门口骂,扬言“再管就打断腿”,担心动手。");
        return root;
    }

    static String plain(Instant at) {
        return at.atZone(SHANGHAI).format(PLAIN);
    }

    static String compact(Instant at) {
        return at.atZone(SHANGHAI).format(COMPACT);
    }
}
