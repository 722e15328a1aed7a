package org.fengqiao.intake.source;

import com.fasterxml.jackson.databind.JsonNode;
import org.fengqiao.intake.clue.Clue;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads one native record: bytes to document, document to identity, identity to clue. The same for
 * both doors, and again when the clue is made from the stored bytes.
 */
public final class RecordReader {

    private record Document(JsonNode tree, String contentHash) {}

    private RecordReader() {}

    /**
     * Reads the bytes of one record as the adapter's system writes them.
     *
     * @param sentVersion the CloudEvents extension {@code sourceversion}, used where the payload
     *     carries no version of its own
     */
    public static SourceReading read(
            SourceAdapter adapter,
            byte[] bytes,
            PayloadFormat format,
            @Nullable SourceVersion sentVersion) {
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
                        adapter.system(),
                        key,
                        own == null ? sentVersion : own,
                        document.contentHash());
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
