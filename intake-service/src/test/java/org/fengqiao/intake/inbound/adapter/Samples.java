package org.fengqiao.intake.inbound.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.fengqiao.intake.clue.Clue;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.SourceReading;

/** The samples of the field (byte-exact) and our own fixtures, by file name. */
public final class Samples {

    private Samples() {}

    public static byte[] bytes(String name) {
        String folder = name.startsWith("110_ordinary") ? "/own/" : "/samples/";
        try (InputStream in = Samples.class.getResourceAsStream(folder + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    public static SourceAdapter adapter(String name) {
        String system =
                name.startsWith("110") ? "p110" : name.startsWith("12345") ? "h12345" : "court";
        return SourceAdapter.of(system).orElseThrow();
    }

    public static SourceReading read(String name) {
        return read(name, bytes(name));
    }

    /** Reads other bytes as if they were the named sample's. */
    public static SourceReading read(String name, byte[] bytes) {
        PayloadFormat format = name.endsWith(".xml") ? PayloadFormat.XML : PayloadFormat.JSON;
        return AdapterReader.read(adapter(name), bytes, format, null);
    }

    public static SourceReading read(String name, String text) {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public static SourceReading.Usable usable(SourceReading reading) {
        assertThat(reading).isInstanceOf(SourceReading.Usable.class);
        return (SourceReading.Usable) reading;
    }

    public static SourceReading.Unusable unusable(SourceReading reading) {
        assertThat(reading).isInstanceOf(SourceReading.Unusable.class);
        return (SourceReading.Unusable) reading;
    }

    public static Clue clue(String name) {
        return usable(read(name)).clue();
    }
}
