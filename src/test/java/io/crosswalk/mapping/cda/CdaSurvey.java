package io.crosswalk.mapping.cda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a document holds, told by the JDK's parser and nothing of ours. */
final class CdaSurvey {

    private static final String TEMPLATES = "2.16.840.1.113883.10.20.22.";
    private static final Set<String> STATEMENTS =
            Set.of("act", "encounter", "observation", "organizer", "procedure", "substanceAdministration", "supply");

    private static final Set<String> NOTHING = Set.of("NI", "NA");
    private static final Set<String> SUBSTANCES = Set.of("consumable", "participant");
    private static final Set<String> NAMES = Set.of("code", "name", "desc");

    /** @param extension empty where the root stands alone */
    record Id(String root, String extension) {}

    /**
     * A statement of a document.
     *
     * @param element its name: {@code observation}
     * @param templates root of each template, shortened to {@code 4.7} where it is C-CDA's
     * @param ids without those of a null flavor
     * @param says the names of its parts that are not of a null flavor only; {@code substance} for a named drug, vaccine or agent
     * @param codes every code in it
     * @param content all that it says, so that a repetition can be told from another with the same id
     */
    record Statement(
            String element,
            boolean negated,
            Set<String> templates,
            List<Id> ids,
            Set<String> says,
            Set<String> codes,
            int content) {}

    private final List<Statement> statements = new ArrayList<>();
    private final List<Statement> open = new ArrayList<>();
    private final List<Set<String>> narratives = new ArrayList<>();
    private final Set<String> times = new TreeSet<>();
    private boolean patient;
    private final Set<String> said = new HashSet<>();

    private CdaSurvey() {}

    static CdaSurvey of(byte[] document) throws IOException, SAXException {
        CdaSurvey survey = new CdaSurvey();
        survey.read(parser().parse(new ByteArrayInputStream(document)).getDocumentElement(), false);
        return survey;
    }

    /** Every statement that is not of a null flavor, and stands in none. */
    List<Statement> statements() {
        return statements;
    }

    /** Every statement that is itself of a null flavor: whether it holds is not known, whatever stands in it. */
    List<Statement> open() {
        return open;
    }

    /** The words of each section's narrative; sections that have none are left out. */
    List<Set<String>> narratives() {
        return narratives;
    }

    /** The digits of each point in time, without its offset. */
    Set<String> times() {
        return times;
    }

    boolean namesAPatient() {
        return patient;
    }

    /** Whether the document says this itself, as a code, a name or a text and not as a null flavor. */
    boolean says(String word) {
        return said.contains(word);
    }

    static Set<String> wordsOfXhtml(String div) throws IOException, SAXException {
        Set<String> words = new TreeSet<>();
        words(parser().parse(new InputSource(new StringReader(div))), words);
        return words;
    }

    /** A word ends with its element: a browser sets cells and paragraphs apart that no space divides in the source. */
    private static void words(Node node, Set<String> to) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Text text) {
                to.addAll(words(text.getData()));
            } else {
                words(child, to);
            }
        }
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(Element element, boolean inOpen) {
        boolean isOpen = inOpen || (element.hasAttribute("nullFlavor") && STATEMENTS.contains(name(element)));
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            if (!"nullFlavor".equals(attributes.item(i).getNodeName())) {
                said.add(attributes.item(i).getNodeValue().strip());
            }
        }
        patient |= name(element).equals("patientRole");
        time(element.getAttribute("value"));
        if (STATEMENTS.contains(name(element))) {
            (isOpen ? open : statements).add(statement(element));
        }
        if (name(element).equals("text")
                && element.getParentNode() instanceof Element above
                && name(above).equals("section")) {
            Set<String> words = new TreeSet<>();
            words(element, words);
            if (!words.isEmpty()) {
                narratives.add(words);
            }
        }
        List<Element> children = children(element);
        if (children.isEmpty()) {
            said.add(element.getTextContent().strip());
        }
        children.forEach(child -> read(child, isOpen));
    }

    private void time(String value) {
        if (!value.isEmpty() && Character.isDigit(value.charAt(0))) {
            // an offset is written behind + or -; some senders write dates with dashes
            String local = value.matches("\\d{4}-\\d\\d.*") ? value : value.replaceFirst("[+-]\\d{4}$", "");
            times.add(local.replaceFirst("[+-]\\d\\d:?\\d\\d$", "")
                    .replaceAll("\\.\\d+$", "")
                    .replaceAll("\\D", ""));
        }
    }

    private static Statement statement(Element element) {
        Set<String> templates = new TreeSet<>();
        Set<String> says = new TreeSet<>();
        List<Id> ids = new ArrayList<>();
        for (Element child : children(element)) {
            if (saysSomething(child)) {
                says.add(name(child));
            }
            if (SUBSTANCES.contains(name(child)) && namesASubstance(child)) {
                says.add("substance");
            }
            if (name(child).equals("templateId")) {
                String root = child.getAttribute("root");
                templates.add(root.startsWith(TEMPLATES) ? root.substring(TEMPLATES.length()) : root);
            }
            if (name(child).equals("id")
                    && !child.hasAttribute("nullFlavor")
                    && !(child.getAttribute("root") + child.getAttribute("extension")).isBlank()) {
                ids.add(new Id(
                        child.getAttribute("root").strip().toLowerCase(Locale.ROOT),
                        child.getAttribute("extension").strip()));
            }
        }
        StringBuilder content = new StringBuilder();
        Set<String> codes = new TreeSet<>();
        tell(element, content, codes);
        return new Statement(
                name(element),
                "true".equals(element.getAttribute("negationInd")),
                templates,
                ids,
                says,
                codes,
                content.toString().hashCode());
    }

    /** No information and not applicable say nothing; that something is unknown or masked is said. */
    private static boolean saysSomething(Element element) {
        String absent = element.getAttribute("nullFlavor");
        boolean self = !element.getAttribute("code").isBlank()
                || !element.getAttribute("value").isBlank()
                || !element.getTextContent().isBlank()
                || (!absent.isEmpty() && !NOTHING.contains(absent));
        return self
                || children(element).stream().anyMatch(CdaSurvey::saysSomething)
                || name(element).equals("reference");
    }

    private static boolean namesASubstance(Element element) {
        boolean names = NAMES.contains(name(element)) && saysSomething(element);
        return names || children(element).stream().anyMatch(CdaSurvey::namesASubstance);
    }

    private static void tell(Element element, StringBuilder content, Set<String> codes) {
        content.append('<').append(name(element));
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            content.append(' ')
                    .append(attributes.item(i).getNodeName())
                    .append('=')
                    .append(attributes.item(i).getNodeValue());
        }
        List<Element> children = children(element);
        if (children.isEmpty()) {
            content.append('>').append(element.getTextContent().strip());
        }
        if (element.hasAttribute("codeSystem")) {
            codes.add(element.getAttribute("code"));
        }
        children.forEach(child -> tell(child, content, codes));
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static String name(Element element) {
        return element.getLocalName();
    }
}
