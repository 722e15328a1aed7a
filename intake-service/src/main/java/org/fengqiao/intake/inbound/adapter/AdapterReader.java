package org.fengqiao.intake.inbound.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.clue.Clue;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.intake.source.RecordReader;
import org.fengqiao.intake.source.Rejection;
import org.fengqiao.intake.source.SourceReading;
import org.fengqiao.intake.source.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads one native record: bytes to document, document to identity, identity to clue. The same for
 * both doors, and again when the clue is made from the stored bytes.
 */
@ApplicationScoped
public class AdapterReader implements RecordReader {

    private record Document(JsonNode tree, String contentHash) {}

    @Override
    public SourceReading read(
            SourceSystem system, byte[] bytes, PayloadFormat format, @Nullable SourceVersion sent) {
        SourceAdapter adapter =
                SourceAdapter.of(system.wireName())
                        .orElseThrow(
                                () -> new IllegalArgumentException("not connected: " + system));
        return read(adapter, bytes, format, sent);
    }

    static SourceReading read(
            SourceAdapter adapter,
            byte[] bytes,
            PayloadFormat format,
            @Nullable SourceVersion sent) {
        Document document;
        try {
            document = document(adapter, bytes, format);
        } catch (MalformedRecord e) {
            return new SourceReading.Unusable(e.rejection(), null, RecordIdentity.sha256(bytes));
        }
        Fields payload = Fields.of(document.tree());
        Fields body = adapter.body(payload);
        String key = adapter.key(body);
        boolean keyed = payload.errors().isEmpty();
        SourceVersion own = adapter.version(body);
        RecordIdentity identity =
                new RecordIdentity(
                        adapter.system(), key, own == null ? sent : own, document.contentHash());
        Clue clue = adapter.clue(body, identity);
        if (payload.errors().isEmpty()) {
            return new SourceReading.Usable(identity, clue);
        }
        return new SourceReading.Unusable(
                new Rejection(Rejection.Kind.INCOMPLETE, payload.errors()),
                keyed ? key : null,
                RecordIdentity.sha256(bytes));
    }

    private static Document document(SourceAdapter adapter, byte[] bytes, PayloadFormat format)
            throws MalformedRecord {
        return switch (format) {
            case JSON -> {
                JsonNode tree = JsonDocuments.parse(bytes);
                byte[] content = CanonicalJson.of(tree, adapter.transportMembers());
                yield new Document(tree, RecordIdentity.sha256(content));
            }
            case XML -> {
                Element root = XmlDocuments.parse(bytes);
                byte[] content = CanonicalXml.of(root, adapter.transportMembers());
                yield new Document(XmlDocuments.tree(root), RecordIdentity.sha256(content));
            }
        };
    }
}
