package org.fengqiao.intake.inbound.adapter;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.crypto.Data;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Exclusive XML Canonicalization 1.0 without comments, by the JDK's own implementation. */
final class CanonicalXml {

    private static final @Nullable TransformParameterSpec NO_PARAMETERS = null;

    private CanonicalXml() {}

    /**
     * The canonical bytes of an element without some of its children.
     *
     * @param leftOut lower-case names of children that are transport, not content
     */
    static byte[] of(Element root, Set<String> leftOut) throws MalformedRecord {
        List<Node> nodes = new ArrayList<>();
        nodes.add(root);
        for (Node n = root.getFirstChild(); n != null; n = n.getNextSibling()) {
            boolean transport =
                    n instanceof Element e
                            && leftOut.contains(e.getLocalName().toLowerCase(Locale.ROOT));
            if (!transport) {
                collect(n, nodes);
            }
        }
        NodeSetData<Node> content = nodes::iterator;
        try {
            TransformService c14n =
                    TransformService.getInstance(CanonicalizationMethod.EXCLUSIVE, "DOM");
            c14n.init(NO_PARAMETERS);
            Data canonical = c14n.transform(content, null);
            return ((OctetStreamData) canonical).getOctetStream().readAllBytes();
        } catch (TransformException | IOException e) {
            throw new MalformedRecord("", "XML 不能规范化(Exclusive C14N),请检查命名空间声明");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK offers no exclusive canonicalization", e);
        }
    }

    private static void collect(Node node, List<Node> into) {
        into.add(node);
        for (Node n = node.getFirstChild(); n != null; n = n.getNextSibling()) {
            collect(n, into);
        }
    }
}
