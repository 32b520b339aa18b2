package io.crosswalk.mapping.cda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

    /** Sorts of allergies and intolerances: alone they say that a form was opened, and nothing of what the patient must not meet. */
    private static final Set<String> SORTS_OF_ALLERGY = Set.of(
            "419199007",
            "416098002",
            "414285001",
            "235719002",
            "59037007",
            "420134006",
            "419511003",
            "418471000",
            "418038007");

    private static final Set<String> SUBSTANCES = Set.of("consumable", "participant");
    /** What senders write where a name belongs when nobody has entered anything. */
    private static final Pattern NOTHING_ENTERED =
            Pattern.compile("no .+ (data is applicable|recorded|entered|available|prescribed|administered)"
                    + "|no information( about .+)?|.+ (not documented|excluded/not available)|not on file");

    private static final Set<String> WORDED = Set.of("text", "code", "value");

    /** What makes two statements of one id two: another code, drug, dose, place or time, or that one of them is denied. */
    private static final Set<String> ESSENCE =
            Set.of("code", "value", "effectiveTime", "consumable", "participant", "doseQuantity", "targetSiteCode");

    private static final Set<String> TIME_PARTS = Set.of("low", "high");
    private static final Set<String> SAYINGS = Set.of("code", "value", "displayName");
    private static final Set<String> NAMES = Set.of("code", "name", "desc");

    /** @param extension empty where the root stands alone */
    record Id(String root, String extension) {}

    /**
     * A statement of a document.
     *
     * @param element its name: {@code observation}
     * @param templates root of each template, shortened to {@code 4.7} where it is C-CDA's
     * @param ids without those of a null flavor
     * @param says the names of its parts that are not of a null flavor only; {@code substance} for a named drug, vaccine or agent,
     *     {@code reaction} for a named manifestation; a value that only tells a sort of allergy, of a statement that is not
     *     negated, is {@code sort}
     * @param codes every code in it
     * @param texts every word of a code in it, as the author wrote it
     * @param content what it says, so that a repetition, with more or less detail, can be told from another with the same id
     */
    record Statement(
            String element,
            boolean negated,
            Set<String> templates,
            List<Id> ids,
            Set<String> says,
            Set<String> codes,
            Set<String> texts,
            int content) {

        /** Two tellings of one thing are the same statement. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Statement that && content == that.content && ids.equals(that.ids);
        }

        @Override
        public int hashCode() {
            return content;
        }
    }

    private final List<Statement> statements = new ArrayList<>();
    private final List<Statement> open = new ArrayList<>();
    private final List<Set<String>> narratives = new ArrayList<>();
    private final Set<String> times = new TreeSet<>();
    private final Map<String, String> anchors = new HashMap<>();
    private boolean patient;
    private final Set<String> said = new HashSet<>();

    private CdaSurvey() {}

    static CdaSurvey of(byte[] document) throws IOException, SAXException {
        CdaSurvey survey = new CdaSurvey();
        Element root = parser().parse(new ByteArrayInputStream(document)).getDocumentElement();
        survey.anchors(root);
        survey.read(root, false);
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

    /** Where a pointer into the narrative finds words. */
    private void anchors(Element element) {
        if (element.hasAttribute("ID") && !element.getTextContent().isBlank()) {
            anchors.put("#" + element.getAttribute("ID"), spaced(element.getTextContent()));
        }
        children(element).forEach(this::anchors);
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

    private Statement statement(Element element) {
        Set<String> templates = new TreeSet<>();
        Set<String> says = new TreeSet<>();
        List<Id> ids = new ArrayList<>();
        for (Element child : children(element)) {
            if (saysSomething(child)) {
                says.add(isSort(child) && !isNegated(element) ? "sort" : name(child));
            }
            if (child.getAttribute("typeCode").equals("MFST") && hasAValue(child)) {
                says.add("reaction");
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
        // the row of a form whose own words say that it was left empty, whatever code and time the form has put in
        if (children(element).stream()
                .anyMatch(child -> WORDED.contains(name(child)) && saysThatNothingWasEntered(child))) {
            says.clear();
        }
        StringBuilder content = new StringBuilder(isNegated(element) ? "not " : "");
        Set<String> codes = new TreeSet<>();
        Set<String> texts = new TreeSet<>();
        children(element).stream()
                .filter(child -> ESSENCE.contains(name(child)) && saysSomething(child))
                .filter(child -> !name(child).equals("participant")
                        || child.getAttribute("typeCode").equals("CSM"))
                .forEach(child -> tell(child, content));
        words(element, codes, texts);
        return new Statement(
                name(element),
                isNegated(element),
                templates,
                ids,
                says,
                codes,
                texts,
                content.toString().hashCode());
    }

    private static boolean isNegated(Element element) {
        return "true".equals(element.getAttribute("negationInd"));
    }

    private boolean isSort(Element element) {
        return name(element).equals("value")
                && SORTS_OF_ALLERGY.contains(element.getAttribute("code"))
                && children(element).stream().noneMatch(this::saysSomething);
    }

    private boolean hasAValue(Element element) {
        return children(element).stream()
                .anyMatch(child -> name(child).equals("value") ? saysSomething(child) : hasAValue(child));
    }

    /** A null flavor without a code or a word names nothing, nor does a pointer to nowhere; what is masked is there and is kept back. */
    private boolean saysSomething(Element element) {
        String pointer = element.getAttribute("value");
        if (name(element).equals("reference") && pointer.startsWith("#")) {
            return anchors.containsKey(pointer);
        }
        if (element.hasAttribute("nullFlavor") && saysThatNothingWasEntered(element)) {
            return false;
        }
        return SAYINGS.stream()
                        .anyMatch(attribute -> !element.getAttribute(attribute).isBlank())
                || !element.getTextContent().isBlank()
                || element.getAttribute("nullFlavor").equals("MSK")
                || children(element).stream().anyMatch(this::saysSomething);
    }

    private boolean saysThatNothingWasEntered(Element element) {
        Set<String> texts = new TreeSet<>();
        words(element, new TreeSet<>(), texts);
        return texts.stream()
                .anyMatch(text ->
                        NOTHING_ENTERED.matcher(text.toLowerCase(Locale.ROOT)).matches());
    }

    private boolean namesASubstance(Element element) {
        boolean names = NAMES.contains(name(element)) && saysSomething(element);
        return names || children(element).stream().anyMatch(this::namesASubstance);
    }

    /** A thing that has a code is the same thing, whatever its words; a time is the same that begins at the same moment. */
    private void tell(Element element, StringBuilder content) {
        content.append('<').append(name(element));
        if (name(element).equals("reference")) {
            content.append(' ').append(anchors.get(element.getAttribute("value")));
            return;
        }
        for (String attribute : List.of("code", "unit", "root", "extension", "operator", "value")) {
            content.append(' ').append(element.getAttribute(attribute));
        }
        if (name(element).equals("effectiveTime")) {
            content.append(first(element, "low"));
        }
        if (element.getAttribute("code").isBlank()) {
            content.append(
                    element.getChildNodes().getLength() == 1
                            ? element.getTextContent().strip()
                            : "");
            children(element).stream()
                    .filter(child -> !name(element).equals("effectiveTime") || !TIME_PARTS.contains(name(child)))
                    .forEach(child -> tell(child, content));
        }
    }

    private static String first(Element element, String child) {
        return children(element).stream()
                .filter(each -> name(each).equals(child))
                .map(each -> each.getAttribute("value"))
                .findFirst()
                .orElse("");
    }

    private void words(Element element, Set<String> codes, Set<String> texts) {
        if (element.hasAttribute("codeSystem")) {
            codes.add(element.getAttribute("code"));
        }
        texts.add(element.getAttribute("displayName"));
        if (name(element).equals("originalText")
                || name(element).equals("name")
                || name(element).equals("text")) {
            texts.add(spaced(element.getTextContent()));
            children(element).forEach(child -> texts.add(anchors.getOrDefault(child.getAttribute("value"), "")));
        }
        texts.remove("");
        children(element).forEach(child -> words(child, codes, texts));
    }

    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
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
