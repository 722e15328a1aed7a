package org.fengqiao.intake.inbound.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML strictly: no document type (so no entities, no XXE, no billion laughs), bounded depth
 * and attributes, nothing fetched from outside. A SOAP envelope is taken off.
 */
final class XmlDocuments {

    private static final Set<String> SOAP =
            Set.of(
                    "http://schemas.xmlsoap.org/soap/envelope/",
                    "http://www.w3.org/2003/05/soap-envelope");
    private static final String DISALLOW_DOCTYPE =
            "http://apache.org/xml/features/disallow-doctype-decl";

    private XmlDocuments() {}

    /** The record's root element, without SOAP envelope. */
    static Element parse(byte[] bytes) throws MalformedRecord {
        try {
            Element root = builder().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
            return withoutEnvelope(root);
        } catch (SAXParseException e) {
            throw new MalformedRecord(
                    "",
                    "报文不是合法或允许的 XML(不得含 DOCTYPE,嵌套不超过 %d 层),第 %d 行 %d 列有误"
                            .formatted(
                                    JsonDocuments.MAX_DEPTH,
                                    e.getLineNumber(),
                                    e.getColumnNumber()));
        } catch (SAXException | IOException e) {
            throw new MalformedRecord("", "报文不是合法的 XML,或编码声明与内容不符");
        }
    }

    private static DocumentBuilder builder() {
        // the JDK's own parser, whatever else is on the class path
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(DISALLOW_DOCTYPE, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", JsonDocuments.MAX_DEPTH);
            factory.setAttribute("jdk.xml.elementAttributeLimit", 50);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setIgnoringComments(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser refuses its secure settings", e);
        }
    }

    private static Element withoutEnvelope(Element root) throws MalformedRecord {
        String namespace = root.getNamespaceURI();
        if (namespace == null || !SOAP.contains(namespace)) {
            return root;
        }
        for (Element part : elements(root)) {
            if (part.getLocalName().equals("Body")) {
                List<Element> content = elements(part);
                if (content.size() == 1) {
                    return content.getFirst();
                }
            }
        }
        throw new MalformedRecord("", "SOAP 报文的 Body 中应恰有一条记录");
    }

    /**
     * The element as a tree of names and texts, so that one adapter reads JSON and XML alike:
     * repeated elements become arrays, attributes and namespaces are left out.
     */
    static JsonNode tree(Element element) {
        List<Element> children = elements(element);
        if (children.isEmpty()) {
            return JsonNodeFactory.instance.textNode(element.getTextContent());
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Element child : children) {
            String name = child.getLocalName();
            JsonNode before = object.get(name);
            if (before == null) {
                object.set(name, tree(child));
            } else if (before instanceof ArrayNode array) {
                array.add(tree(child));
            } else {
                object.set(name, JsonNodeFactory.instance.arrayNode().add(before).add(tree(child)));
            }
        }
        return object;
    }

    static List<Element> elements(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    /** The default handler prints the source's text to standard error. */
    private static final class Silent implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {
            // a warning does not make a record unreadable
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
