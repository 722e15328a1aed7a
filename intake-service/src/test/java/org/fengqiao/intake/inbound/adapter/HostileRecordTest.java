package org.fengqiao.intake.inbound.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.fengqiao.intake.source.Rejection;
import org.fengqiao.intake.source.SourceReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRecordTest {

    private static final String CALL = "110_1_neighbour_repeat.json";
    private static final String COURT_XML = "court_1_property.xml";

    private static void refusedAsBroken(SourceReading reading) {
        Rejection rejection = Samples.unusable(reading).rejection();
        assertThat(rejection.kind()).isEqualTo(Rejection.Kind.UNPARSEABLE);
        assertThat(rejection.kind().status()).isEqualTo(400);
        assertThat(rejection.errors()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "{} {}",
                "{\"jjdbh\":\"1\",\"jjdbh\":\"2\"}",
                "{\"jjdbh\":\"1\",\"JJDBH\":\"2\"}",
                "{\"jjdbh\":52052720251103204512318}",
                "{\"a\":1e999999999}",
                "{\"a\":1e-999999999}",
                "{\"a\":NaN}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
            })
    void a_document_that_is_not_strict_json_is_refused(String text) {
        refusedAsBroken(Samples.read(CALL, text));
    }

    @Test
    void a_deeply_nested_document_is_refused() {
        refusedAsBroken(Samples.read(CALL, "[".repeat(100_000)));
        refusedAsBroken(Samples.read(CALL, "{\"a\":".repeat(33) + "1" + "}".repeat(33)));
    }

    @Test
    void a_text_longer_than_any_report_is_refused() {
        refusedAsBroken(Samples.read(CALL, "{\"bjnr\":\"" + "骂".repeat(200_001) + "\"}"));
    }

    @Test
    void a_number_of_a_thousand_digits_is_refused() {
        refusedAsBroken(Samples.read(CALL, "{\"a\":" + "9".repeat(1_000) + "}"));
    }

    @Test
    void json_in_gbk_is_refused_with_a_hint() {
        // Given
        byte[] gbk = Samples.text(CALL).getBytes(Charset.forName("GBK"));

        // When
        SourceReading reading = Samples.read(CALL, gbk);

        // Then
        refusedAsBroken(reading);
        assertThat(Samples.unusable(reading).rejection().errors().getFirst().detail())
                .contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE WPAJ [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><WPAJ>&x;</WPAJ>",
                "<!DOCTYPE WPAJ SYSTEM \"http://127.0.0.1:1/x.dtd\"><WPAJ/>",
                "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><l>&c;&c;&c;&c;&c;&c;</l>",
                "<WPAJ><AJBS>1</WPAJ>",
                "<WPAJ>&undefined;</WPAJ>",
                "not xml",
                "",
                "<WPAJ xmlns:a=\"x\"><b:c/></WPAJ>",
            })
    void xml_that_is_broken_or_brings_a_document_type_is_refused(String text) {
        refusedAsBroken(Samples.read(COURT_XML, text));
    }

    @Test
    void deeply_nested_xml_is_refused() {
        refusedAsBroken(Samples.read(COURT_XML, "<a>".repeat(5_000) + "</a>".repeat(5_000)));
    }

    @Test
    void xml_in_gb18030_is_read_as_it_declares() {
        // Given
        String declared =
                Samples.text(COURT_XML).replace("encoding=\"UTF-8\"", "encoding=\"GB18030\"");
        byte[] bytes = declared.getBytes(Charset.forName("GB18030"));

        // When
        SourceReading reading = Samples.read(COURT_XML, bytes);

        // Then
        assertThat(Samples.usable(reading).identity())
                .isEqualTo(Samples.usable(Samples.read(COURT_XML)).identity());
    }

    /** Mutated samples may be refused, but always by a value and with a place. */
    @Test
    void no_mutation_of_a_sample_escapes_as_an_exception() {
        for (String name :
                new String[] {
                    CALL, "12345_1_property_fee.json", "court_2_divorce.json", COURT_XML
                }) {
            for (long seed = 1; seed <= 500; seed++) {
                // Given
                byte[] mutated = mutate(Samples.bytes(name), seed);

                // When
                SourceReading reading = Samples.read(name, mutated);

                // Then
                if (reading instanceof SourceReading.Unusable unusable) {
                    assertThat(unusable.rejection().errors())
                            .as("%s, seed %d", name, seed)
                            .isNotEmpty();
                }
            }
        }
    }

    private static byte[] mutate(byte[] bytes, long seed) {
        Random random = new Random(seed);
        byte[] mutated = bytes.clone();
        byte[] interesting = "{}[]\",:\\<>&/0\u0000é9".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(6); i++) {
            mutated[random.nextInt(mutated.length)] =
                    interesting[random.nextInt(interesting.length)];
        }
        return mutated;
    }
}
