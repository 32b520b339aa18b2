package io.crosswalk.source.cda;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.Corpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What another parser sees in published documents: the same elements, attributes and texts, or a fault as well. */
class DomDifferentialTest {

    /** The other parser's view; null when it finds that the document is not well-formed. */
    static @Nullable Document dom(byte[] body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new ByteArrayInputStream(body));
        } catch (SAXException | IOException notWellFormed) {
            // The latter when bytes are no characters of the encoding, or there is no such encoding.
            return null;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void seesWhatAnotherParserSees() throws IOException {
        int read = 0;
        int elements = 0;
        for (Path file : Corpus.cda()) {
            byte[] body = Files.readAllBytes(file);
            CdaDocument document = CdaReader.read(body, Optional.empty());
            Document expected = dom(body);
            assertThat(document.readable())
                    .as("%s: %s", file, document.issues())
                    .isEqualTo(expected != null);
            if (expected != null) {
                List<String> differences = new ArrayList<>();
                elements += compare(expected.getDocumentElement(), document.root(), differences);
                assertThat(differences).as(file.toString()).isEmpty();
                read++;
            }
        }
        assertThat(read).isGreaterThan(400);
        assertThat(elements).isGreaterThan(100_000);
    }

    /** Returns how many elements were compared. */
    static int compare(Element expected, CdaElement found, List<String> differences) {
        String name = found.localName();
        String local = expected.getTagName().substring(expected.getTagName().indexOf(':') + 1);
        if (!name.substring(name.indexOf(':') + 1).equals(local)) {
            differences.add(found.place() + " is " + expected.getTagName());
        }
        compareAttributes(expected, found, differences);
        if (found.isNarrative()) {
            if (!dense(found.characters()).equals(dense(said(expected)))) {
                differences.add(found.place() + " has another narrative");
            }
            return 1;
        }
        StringBuilder text = new StringBuilder();
        int elements = 1;
        CdaElement child = found.firstElement();
        for (Node node = expected.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                if (child == null) {
                    differences.add(found.place() + " lacks " + element.getTagName());
                    return elements;
                }
                elements += compare(element, child, differences);
                child = child.nextElement();
            } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        String characters = found.characters();
        if (child != null
                || !characters.equals(text.toString())
                        && !(characters.isEmpty() && text.toString().isBlank())) {
            differences.add(found.place() + (child == null ? " has another text" : " has an element too many"));
        }
        return elements;
    }

    /** The text of an element without what its author has marked as deleted. */
    private static String said(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                text.append(child.getAttribute("revised").equals("delete") ? "" : said(child));
            } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString();
    }

    private static String dense(String text) {
        return text.replaceAll("[\\s\u00a0]+", "");
    }

    private static void compareAttributes(Element expected, CdaElement found, List<String> differences) {
        NamedNodeMap attributes = expected.getAttributes();
        int count = 0;
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            String name = attribute.getNodeName();
            if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
                String local = name.substring(name.indexOf(':') + 1);
                boolean same = found.attributeNodes().stream()
                        .anyMatch(node ->
                                (node.name().equals(local) || node.name().endsWith(':' + local))
                                        && node.value().equals(attribute.getNodeValue()));
                if (!same) {
                    differences.add(found.place() + '@' + name + " differs");
                }
                count++;
            }
        }
        if (count != found.attributeNodes().size()) {
            differences.add(found.place() + " has another number of attributes");
        }
    }
}
