package org.fengqiao.intake.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.outbox.EventCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The approved samples of dispatch's events, as intake reads them. */
class ConsumedContractsTest {

    private static Record decode(String type, String variant) {
        String resource = "/samples/" + type + "." + variant + ".json";
        try (InputStream in = DispatchEvent.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + resource);
            }
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return EventCodec.decode(type, json).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case-withdrawn",
                "cancel-refused",
                "order-finished",
                "order-unresolved",
                "order-sent-back",
                "result-accepted",
                "case-concluded",
                "case-reopened",
            })
    void what_changes_a_registration_says_when_it_happened(String name) {
        for (String variant : new String[] {"full", "minimal"}) {
            // When
            Record event = decode("org.fengqiao.dispatch." + name + ".v1", variant);

            // Then
            assertThat(event).isInstanceOf(DispatchEvent.class);
            assertThat(((DispatchEvent) event).header().at()).isNotNull();
            assertThat(((DispatchEvent) event).header().caseId()).isNotNull();
        }
    }

    @Test
    void answers_name_the_record_they_answer() {
        // When
        Record event = decode("org.fengqiao.dispatch.result-fed-back.v1", "full");

        // Then
        assertThat(((DispatchEvent.ResultFedBack) event).answers())
                .isNotEmpty()
                .allSatisfy(
                        a -> {
                            assertThat(a.system()).isNotNull();
                            assertThat(a.sourceKey()).isNotBlank();
                            assertThat(a.kind()).isNotNull();
                            assertThat(a.state()).isNotNull();
                            assertThat(a.at()).isNotNull();
                        });
    }
}
