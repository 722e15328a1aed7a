package org.fengqiao.intake.reception;

import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.SourceReading;
import org.fengqiao.intake.source.SourceVersion;
import org.jspecify.annotations.Nullable;

/** One native record at a door, read once. */
public final class Push {

    private final SourceSystem system;
    private final byte[] bytes;
    private final PayloadFormat format;
    private final @Nullable SourceVersion sentVersion;
    private final Door door;
    private final boolean demo;
    private final @Nullable String traceparent;
    private final SourceReading reading;

    /**
     * A record that was read; a broken one is a push as well, for quarantine.
     *
     * @param bytes the native payload; not copied, the caller lets go of it
     * @param demo the source says it is made up: demo traffic, marked as such ever after
     * @param traceparent W3C trace context of the request or Kafka record, as sent
     */
    public Push(
            SourceSystem system,
            byte[] bytes,
            PayloadFormat format,
            @Nullable SourceVersion sentVersion,
            Door door,
            boolean demo,
            @Nullable String traceparent,
            SourceReading reading) {
        this.system = system;
        this.bytes = bytes;
        this.format = format;
        this.sentVersion = sentVersion;
        this.door = door;
        this.demo = demo;
        this.traceparent = traceparent;
        this.reading = reading;
    }

    public SourceSystem system() {
        return system;
    }

    public byte[] bytes() {
        return bytes;
    }

    public PayloadFormat format() {
        return format;
    }

    public @Nullable SourceVersion sentVersion() {
        return sentVersion;
    }

    public Door door() {
        return door;
    }

    public boolean demo() {
        return demo;
    }

    public @Nullable String traceparent() {
        return traceparent;
    }

    public SourceReading reading() {
        return reading;
    }
}
