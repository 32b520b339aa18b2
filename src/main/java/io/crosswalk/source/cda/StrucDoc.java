package io.crosswalk.source.cda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand in the narrative of a section (StrucDoc), and what HTML vendors write there instead. */
enum StrucDoc {
    CONTENT("content", "span", Flow.INLINE),
    PARAGRAPH("paragraph", "p", Flow.PARAGRAPH),
    LIST("list", "ul", Flow.BLOCK),
    ITEM("item", "li", Flow.BLOCK),
    TABLE("table", "table", Flow.BLOCK),
    CAPTION("caption", "caption", Flow.BLOCK),
    COLGROUP("colgroup", "colgroup", Flow.TABLE_PART),
    COL("col", "col", Flow.TABLE_PART),
    THEAD("thead", "thead", Flow.TABLE_PART),
    TBODY("tbody", "tbody", Flow.TABLE_PART),
    TFOOT("tfoot", "tfoot", Flow.TABLE_PART),
    TR("tr", "tr", Flow.TABLE_PART),
    TH("th", "th", Flow.TABLE_PART),
    TD("td", "td", Flow.TABLE_PART),
    BR("br", "br", Flow.INLINE),
    SUB("sub", "sub", Flow.INLINE),
    SUP("sup", "sup", Flow.INLINE),
    LINK("linkHtml", "a", Flow.INLINE),
    FOOTNOTE("footnote", "span", Flow.INLINE),
    FOOTNOTE_REFERENCE("footnoteRef", "a", Flow.INLINE),
    MULTIMEDIA("renderMultiMedia", "img", Flow.INLINE),
    P("p", "p", Flow.PARAGRAPH),
    DIV("div", "div", Flow.BLOCK),
    UL("ul", "ul", Flow.BLOCK),
    OL("ol", "ol", Flow.BLOCK),
    LI("li", "li", Flow.BLOCK),
    PRE("pre", "pre", Flow.BLOCK),
    HR("hr", "hr", Flow.BLOCK),
    H1("h1", "h1", Flow.BLOCK),
    H2("h2", "h2", Flow.BLOCK),
    H3("h3", "h3", Flow.BLOCK),
    H4("h4", "h4", Flow.BLOCK),
    H5("h5", "h5", Flow.BLOCK),
    H6("h6", "h6", Flow.BLOCK),
    SPAN("span", "span", Flow.INLINE),
    A("a", "a", Flow.INLINE),
    B("b", "b", Flow.INLINE),
    STRONG("strong", "strong", Flow.INLINE),
    I("i", "i", Flow.INLINE),
    EM("em", "em", Flow.INLINE),
    U("u", "span", Flow.INLINE),
    SCRIPT("script", "", Flow.DROPPED),
    STYLE("style", "", Flow.DROPPED);

    /** How an element stands among others. */
    enum Flow {
        INLINE,
        /** A block that holds no other block. */
        PARAGRAPH,
        BLOCK,
        /** A block that means something within a table only. */
        TABLE_PART,
        /** Neither the element nor what is in it is text for people. */
        DROPPED
    }

    private static final StrucDoc[] ALL = values();
    private static final NameTable TABLE_OF_NAMES = new NameTable(names());

    private final String written;
    private final String html;
    private final Flow flow;

    StrucDoc(String written, String html, Flow flow) {
        this.written = written;
        this.html = html;
        this.flow = flow;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (StrucDoc element : values()) {
            names.add(element.written);
        }
        return names;
    }

    /** The element of the tag that a scanner has just read; null for any other, whose text is kept. */
    static @Nullable StrucDoc of(byte[] bytes, XmlScanner tag) {
        int from = tag.colon() < 0 ? tag.nameStart() : tag.colon() + 1;
        int code = TABLE_OF_NAMES.of(bytes, from, tag.nameEnd());
        return code == 0 ? null : ALL[code - 1];
    }

    String html() {
        return html;
    }

    Flow flow() {
        return flow;
    }

    /** Whether it has an end tag in HTML. */
    boolean isVoid() {
        return this == BR || this == COL || this == HR;
    }

    /** CDA's style codes that say how text looks, as CSS says it; what FHIR shows. */
    private static final Map<String, String> STYLES = Map.ofEntries(
            Map.entry("Bold", "font-weight: bold"),
            Map.entry("Italics", "font-style: italic"),
            Map.entry("Emphasis", "font-style: italic"),
            Map.entry("Underline", "text-decoration: underline"),
            Map.entry("Arabic", "list-style-type: decimal"),
            Map.entry("LittleRoman", "list-style-type: lower-roman"),
            Map.entry("BigRoman", "list-style-type: upper-roman"),
            Map.entry("LittleAlpha", "list-style-type: lower-alpha"),
            Map.entry("BigAlpha", "list-style-type: upper-alpha"),
            Map.entry("Disc", "list-style-type: disc"),
            Map.entry("Circle", "list-style-type: circle"),
            Map.entry("Square", "list-style-type: square"));

    /** Null for a code that is the sender's own or says where lines are drawn. */
    static @Nullable String styleOf(String code) {
        return STYLES.get(code);
    }
}
