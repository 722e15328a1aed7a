package org.fengqiao.intake.inbound.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.intake.source.SourceReading;
import org.fengqiao.intake.source.SourceVersion;
import org.junit.jupiter.api.Test;

class RecordIdentityTest {

    private static final String CALL = "110_1_neighbour_repeat.json";

    private static RecordIdentity identity(SourceReading reading) {
        return Samples.usable(reading).identity();
    }

    @Test
    void another_transport_header_is_the_same_receipt() {
        // Given
        String resent = Samples.text(CALL).replace("-000318", "-000999");

        // When
        RecordIdentity again = identity(Samples.read(CALL, resent));

        // Then
        assertThat(again.receiptId()).isEqualTo(identity(Samples.read(CALL)).receiptId());
    }

    @Test
    void blanks_and_order_of_members_do_not_count() {
        // Given
        String one = "{\"hotlineNo\":\"A1\",\"appealContent\":\"x\",\"n\":1.0,\"l\":[1,2]}";
        String two =
                " { \"l\" : [1,2], \"n\":1, \"appealContent\":\"\\u0078\",\"hotlineNo\":\"A1\" }";

        // When
        byte[] canonical = canonical(one);

        // Then
        assertThat(canonical).isEqualTo(canonical(two));
    }

    private static byte[] canonical(String json) {
        try {
            return CanonicalJson.of(
                    JsonDocuments.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    java.util.Set.of());
        } catch (MalformedRecord e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void changed_text_under_the_same_version_is_another_receipt_of_the_same_version() {
        // Given
        String changed = Samples.text(CALL).replace("担心动手", "担心出事");

        // When
        RecordIdentity other = identity(Samples.read(CALL, changed));

        // Then
        RecordIdentity first = identity(Samples.read(CALL));
        assertThat(other.receiptId()).isNotEqualTo(first.receiptId());
        assertThat(other.version()).isEqualTo(first.version());
        assertThat(other.sourceKey()).isEqualTo(first.sourceKey());
    }

    @Test
    void a_version_is_the_same_time_however_it_is_written() {
        // Given
        String compact = Samples.text(CALL).replace("2025/11/3 21:40:10", "20251103214010");

        // When
        SourceVersion version = identity(Samples.read(CALL, compact)).version();

        // Then
        SourceVersion written = identity(Samples.read(CALL)).version();
        assertThat(Objects.requireNonNull(version).order())
                .isEqualTo(Objects.requireNonNull(written).order());
        assertThat(written.text()).isEqualTo("2025/11/3 21:40:10");
    }

    @Test
    void upper_case_field_names_read_the_same() {
        // Given
        String upper =
                Pattern.compile("\"([a-z]+)\":")
                        .matcher(Samples.text(CALL))
                        .replaceAll(m -> "\"" + m.group(1).toUpperCase(Locale.ROOT) + "\":");

        // When
        SourceReading.Usable reading = Samples.usable(Samples.read(CALL, upper));

        // Then
        assertThat(reading.clue()).isEqualTo(Samples.clue(CALL));
    }

    @Test
    void a_soap_envelope_is_no_content() {
        // Given
        String plain = Samples.text("court_1_property.xml");
        String record = plain.substring(plain.indexOf("<WPAJ"));
        String wrapped =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                        + record
                        + "</s:Body></s:Envelope>";

        // When
        RecordIdentity inside = identity(Samples.read("court_1_property.xml", wrapped));

        // Then
        assertThat(inside.receiptId())
                .isEqualTo(identity(Samples.read("court_1_property.xml")).receiptId());
    }

    @Test
    void a_receipt_id_is_a_version_5_uuid_that_never_changes() {
        // Given
        RecordIdentity identity =
                new RecordIdentity(SourceSystem.COURT, "FY1", null, "00".repeat(32));

        // When
        var id = identity.receiptId();

        // Then
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id).isEqualTo(identity.receiptId());
    }

    @Test
    void a_sent_version_serves_where_the_payload_has_none() {
        // Given
        SourceVersion sent = SourceVersion.parse("7").orElseThrow();

        // When
        SourceReading reading =
                AdapterReader.read(
                        Samples.adapter("court_1"),
                        Samples.bytes("court_1_property.json"),
                        PayloadFormat.JSON,
                        sent);

        // Then
        assertThat(identity(reading).version()).isEqualTo(sent);
        assertThat(SourceVersion.parse("newest")).isEmpty();
    }
}
