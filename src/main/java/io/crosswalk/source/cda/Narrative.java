package io.crosswalk.source.cda;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Narrative (StrucDoc) as the part of XHTML that FHIR allows: nothing that runs, nothing that is fetched, well-formed whatever
 * was written. Elements that it does not know keep their text.
 */
final class Narrative {

    private static final String DIV = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";

    /** HTML ids start with this, so that they are never one that FHIR or a page has given. */
    static final String ID_PREFIX = "cda-";

    /** Larger pictures are said to be there, and shown by the resource that holds them. */
    private static final int LARGEST_IMAGE = 1024 * 1024;

    private static final NameTable ATTRIBUTES =
            new NameTable(List.of("ID", "id", "styleCode", "align", "scope", "colspan", "rowspan"));

    private static final String[] NOTHING = {};
    private static final String[] ITEM = {"li"};
    private static final String[] ROW = {"tr"};
    private static final String[] CELL = {"td"};
    private static final String[] CELL_IN_ROW = {"tr", "td"};
    private static final Set<String> TABLE_PARTS = Set.of("caption", "thead", "tbody", "tfoot", "tr");
    private static final Set<String> STRUCTURAL = Set.of("ul", "ol", "table", "thead", "tbody", "tfoot", "tr");
    private static final Set<String> ALIGNED = Set.of("left", "center", "right", "justify");
    private static final Set<String> SCOPES = Set.of("row", "col", "rowgroup", "colgroup");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern NO_ID = Pattern.compile("[^A-Za-z0-9._-]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern OUTSIDE = Pattern.compile("(?i)(?:https?|mailto):[^\\s\\p{Cntrl}]+");
    private static final Pattern IMAGE = Pattern.compile("image/(?:png|jpe?g|gif|bmp|webp|tiff?)");

    private static final String DIVISION = "div";
    private static final String DELETED = "<span style=\"text-decoration: line-through\">[deleted: ";
    private static final String END_OF_DELETED = "]</span>";

    private final CdaDocument document;
    private final byte[] bytes;
    private final StringBuilder out;
    private final Frame[] frames = new Frame[CdaLimits.DEPTH + 2];
    private boolean says;
    private final Set<Integer> withId = new HashSet<>();

    /** One open element: what has to be written when it ends. */
    private static final class Frame {

        private @Nullable StrucDoc tag;
        private String close = "";
        /** The HTML element that what comes next stands in. */
        private String container = DIVISION;
        /** Its author has taken it back, which has to be said further inside, where text may stand. */
        private boolean deleted;
        /** A list whose own tag waits for its caption; the tag, else empty. */
        private String waiting = "";
        /** Behind the tag of a table, where its caption goes. */
        private int inside;

        private int start;
        private boolean dropped;
    }

    private Narrative(CdaDocument document, int size) {
        this.document = document;
        this.bytes = document.markup();
        this.out = new StringBuilder(size + DIV.length() + 6);
    }

    /** All of the narrative of a section; null when it says nothing. */
    static @Nullable String of(CdaElement text) {
        Narrative narrative = new Narrative(text.document(), text.end() - text.start());
        narrative.out.append(DIV);
        narrative.write(text.start(), false, DIVISION);
        return narrative.finished();
    }

    /**
     * One element of a narrative. A row or a part of a table stands in a table of its own, with the header of the one that it
     * comes from.
     *
     * @param element position of its start tag
     * @param header position of the header of the table around it; -1 when it has none
     */
    static @Nullable String ofPart(CdaDocument document, int element, int header) {
        Narrative narrative = new Narrative(document, 256);
        narrative.out.append(DIV);
        narrative.writePart(element, header);
        return narrative.finished();
    }

    /** A text without any markup. */
    static @Nullable String ofText(CdaDocument document, String text) {
        Narrative narrative = new Narrative(document, text.length());
        narrative.out.append(DIV);
        narrative.appendEscaped(text);
        return narrative.finished();
    }

    private @Nullable String finished() {
        return says ? out.append("</div>").toString() : null;
    }

    /** Whether the tag that was just read marks what its author has taken back. */
    static boolean isDeleted(byte[] bytes, XmlScanner tag) {
        for (int i = 0; i < tag.attributes(); i++) {
            if (tag.attributeNameEnd(i) - tag.attributeNameStart(i) == 7
                    && Xml.isAt(bytes, tag.attributeNameStart(i), bytes.length, "revised")
                    && Xml.isAt(bytes, tag.valueStart(i), tag.valueEnd(i), "delete")) {
                return true;
            }
        }
        return false;
    }

    private void writePart(int element, int header) {
        XmlScanner scanner = new XmlScanner(bytes, element, bytes.length);
        scanner.next();
        StrucDoc tag = StrucDoc.of(bytes, scanner);
        if (tag == null) {
            write(element, false, DIVISION);
            return;
        }
        switch (tag) {
            case TR -> {
                out.append("<table>");
                if (header >= 0) {
                    write(header, true, "table");
                }
                out.append("<tbody>");
                write(element, true, "tbody");
                out.append("</tbody></table>");
            }
            case THEAD, TBODY, TFOOT -> {
                out.append("<table>");
                if (header >= 0 && tag != StrucDoc.THEAD) {
                    write(header, true, "table");
                }
                write(element, true, "table");
                out.append("</table>");
            }
            case TD, TH, ITEM, LI, CAPTION, COL, COLGROUP -> write(element, false, DIVISION);
            default -> write(element, true, DIVISION);
        }
    }

    /** @param container the HTML element that is open */
    private void write(int element, boolean withTag, String container) {
        XmlScanner scanner = new XmlScanner(bytes, element, bytes.length);
        do {
            switch (scanner.next()) {
                case XmlScanner.START -> {
                    if (scanner.depth() > 1 || withTag) {
                        open(scanner, container);
                    } else {
                        frames[1] = new Frame();
                    }
                }
                case XmlScanner.TEXT -> text(scanner);
                default -> close(scanner.depth() + 1);
            }
        } while (scanner.depth() > 0);
    }

    private void text(XmlScanner scanner) {
        Frame frame = frames[scanner.depth()];
        if (frame.dropped) {
            return;
        }
        if (scanner.solid()) {
            finishWaiting(scanner.depth());
        }
        String text = Xml.text(bytes, scanner.start(), scanner.position());
        if (!scanner.solid()) {
            out.append(text);
            return;
        }
        String[] implied = implied(frame.container, "");
        openImplied(implied);
        out.append(frame.deleted ? DELETED : "");
        appendEscaped(text);
        out.append(frame.deleted ? END_OF_DELETED : "").append(ends(implied));
    }

    /** What has to be opened so that an element, or text, may stand in a list or in a table. */
    private static String[] implied(String container, String child) {
        return switch (container) {
            case "ul", "ol" -> child.equals("li") ? NOTHING : ITEM;
            case "table" -> TABLE_PARTS.contains(child) ? NOTHING : isCell(child) ? ROW : CELL_IN_ROW;
            case "thead", "tbody", "tfoot" -> child.equals("tr") ? NOTHING : isCell(child) ? ROW : CELL_IN_ROW;
            case "tr" -> isCell(child) ? NOTHING : CELL;
            default -> NOTHING;
        };
    }

    private static boolean isCell(String html) {
        return html.equals("td") || html.equals("th");
    }

    /** Whether only certain elements may stand in it, and no text. */
    private static boolean isStructural(String container) {
        return STRUCTURAL.contains(container);
    }

    private void openImplied(String[] tags) {
        for (String tag : tags) {
            out.append('<').append(tag).append('>');
        }
    }

    private static String ends(String[] tags) {
        String ends = "";
        for (String tag : tags) {
            ends = "</" + tag + '>' + ends;
        }
        return ends;
    }

    private void appendEscaped(String text) {
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '>' || c == '&') {
                out.append(text, plain, i).append(c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
                plain = i + 1;
            }
            says |= c > ' ' && c != '\u00a0';
        }
        out.append(text, plain, text.length());
    }

    private void open(XmlScanner scanner, String outer) {
        int depth = scanner.depth();
        Frame above = depth == 1 ? null : frames[depth - 1];
        Frame frame = new Frame();
        frames[depth] = frame;
        StrucDoc tag = StrucDoc.of(bytes, scanner);
        frame.tag = tag;
        frame.dropped = above != null && above.dropped || tag != null && tag.flow() == StrucDoc.Flow.DROPPED;
        if (frame.dropped) {
            return;
        }
        boolean captionOfList = tag == StrucDoc.CAPTION && above != null && !above.waiting.isEmpty();
        if (!captionOfList) {
            finishWaiting(depth - 1);
        }
        if (tag != null && tag.flow() != StrucDoc.Flow.INLINE) {
            endInline(depth - 1);
        }
        String container = above == null ? outer : captionOfList ? DIVISION : above.container;
        frame.container = container;
        frame.deleted = above != null && above.deleted || isDeleted(bytes, scanner);
        String html = tag == null ? "" : htmlOf(tag, scanner, container);
        if (html.isEmpty()) {
            return;
        }
        String[] implied = implied(container, html);
        if (html.equals("br") && implied.length > 0) {
            return;
        }
        openImplied(implied);
        frame.container = implied.length == 0 ? container : implied[implied.length - 1];
        frame.start = out.length();
        openTag(Objects.requireNonNull(tag), html, scanner, frame);
        if (frame.deleted && !isStructural(frame.container)) {
            // Whoever shows it without its style must still not take it for what holds.
            out.append(DELETED);
            frame.close = END_OF_DELETED + frame.close;
            frame.deleted = false;
        }
        frame.close += ends(implied);
    }

    /** The HTML element for a tag where it stands; empty when there is none, then its text is kept. */
    private String htmlOf(StrucDoc tag, XmlScanner scanner, String container) {
        return switch (tag) {
            case LIST -> attribute(scanner, "listType").equals("ordered") ? "ol" : "ul";
            case ITEM, LI -> container.equals("ul") || container.equals("ol") ? "li" : DIVISION;
            case CAPTION -> container.equals("table") ? "caption" : container.equals(DIVISION) ? "p" : "b";
            // A row outside of any table: its text in a line of its own.
            case TR -> isStructural(container) ? "tr" : DIVISION;
            case TD, TH -> isStructural(container) ? tag.html() : "span";
            case THEAD, TBODY, TFOOT -> container.equals("table") ? tag.html() : "";
            // What they say is how wide a column is.
            case COL, COLGROUP -> "";
            default -> tag.html();
        };
    }

    private void openTag(StrucDoc tag, String html, XmlScanner scanner, Frame frame) {
        switch (tag) {
            case CAPTION -> {
                if (html.equals("caption")) {
                    openSimple(html, scanner, frame);
                } else {
                    out.append(html.equals("p") ? "<p><b>" : "<b>");
                    frame.close = html.equals("p") ? "</b></p>" : "</b> ";
                    frame.container = "b";
                }
            }
            case LIST -> {
                openSimple(html, scanner, frame);
                frame.waiting = out.substring(frame.start);
                out.setLength(frame.start);
            }
            case LINK, A -> openLink(scanner, frame);
            case FOOTNOTE -> {
                openSimple(html, scanner, frame);
                out.append(" [");
                frame.close = "]" + frame.close;
            }
            case FOOTNOTE_REFERENCE -> openReference(scanner);
            case MULTIMEDIA -> media(scanner);
            case BR, HR -> out.append('<').append(html).append("/>");
            case U -> {
                out.append("<span style=\"text-decoration: underline\">");
                frame.close = "</span>";
            }
            case TD, TH -> {
                openSimple(html, scanner, frame);
                frame.close += isCell(html) ? "" : " ";
            }
            default -> openSimple(html, scanner, frame);
        }
        frame.inside = out.length();
    }

    private void openReference(XmlScanner scanner) {
        String target = attribute(scanner, "IDREF").strip();
        if (!target.isEmpty() && document.bears(target)) {
            out.append("<a href=\"#").append(htmlId(target)).append("\">[note]</a>");
        }
    }

    /** Writes the list that has waited for a caption. */
    private void finishWaiting(int depth) {
        Frame frame = depth < 1 ? null : frames[depth];
        if (frame != null && !frame.waiting.isEmpty()) {
            out.append(frame.waiting);
            frame.waiting = "";
        }
    }

    /** HTML has no block within a paragraph or within words: they end before it. */
    private void endInline(int depth) {
        int outermost = depth;
        while (outermost > 0 && isInline(frames[outermost].tag)) {
            outermost--;
        }
        if (outermost > 0 && isParagraph(frames[outermost].tag)) {
            outermost--;
        }
        for (int i = depth; i > outermost; i--) {
            out.append(frames[i].close);
            frames[i].close = "";
            frames[i].container = outermost == 0 ? DIVISION : frames[outermost].container;
        }
    }

    private static boolean isInline(@Nullable StrucDoc tag) {
        return tag == null || tag.flow() == StrucDoc.Flow.INLINE;
    }

    private static boolean isParagraph(@Nullable StrucDoc tag) {
        return tag != null && tag.flow() == StrucDoc.Flow.PARAGRAPH;
    }

    private void close(int depth) {
        Frame frame = frames[depth];
        if (frame.dropped) {
            return;
        }
        out.append(frame.waiting).append(frame.close);
        if (frame.tag == StrucDoc.CAPTION && isOf(depth - 1, StrucDoc.TABLE)) {
            moveToFront(frame.start, frames[depth - 1].inside);
        }
    }

    private boolean isOf(int depth, StrucDoc tag) {
        return depth > 0 && frames[depth].tag == tag;
    }

    /** HTML has the caption of a table before everything else. */
    private void moveToFront(int from, int to) {
        if (from > to) {
            String caption = out.substring(from);
            out.setLength(from);
            out.insert(to, caption);
        }
    }

    private void openLink(XmlScanner scanner, Frame frame) {
        String target = attribute(scanner, "href").strip();
        if (target.startsWith("#") && document.bears(target)) {
            out.append("<a href=\"#").append(htmlId(target.substring(1))).append("\">");
            frame.close = "</a>";
        } else if (isOutside(target)) {
            out.append("<a href=\"");
            appendAttribute(target);
            out.append("\">");
            frame.close = "</a>";
        }
    }

    /** A page or a mail address; nothing that runs. */
    private static boolean isOutside(String target) {
        return OUTSIDE.matcher(target).matches();
    }

    /** The picture that the tag names, when it is one and in the document; else what there is. */
    private void media(XmlScanner scanner) {
        for (String id : attribute(scanner, "referencedObject").strip().split("\\s+")) {
            CdaElement value = document.mediaOf(id);
            if (value == null) {
                continue;
            }
            String type = Objects.requireNonNullElse(value.attribute(CdaNames.MEDIA_TYPE), "")
                    .strip();
            int size = value.contentEnd() - value.contentStart();
            boolean encoded = "B64".equals(value.attribute(CdaNames.REPRESENTATION));
            if (encoded && IMAGE.matcher(type).matches() && size <= LARGEST_IMAGE && document.mayShow(size)) {
                out.append("<img src=\"data:").append(type).append(";base64,");
                out.append(BLANKS.matcher(value.characters()).replaceAll(""));
                out.append("\" alt=\"\"/>");
            } else {
                appendEscaped("[" + (type.isEmpty() ? "multimedia" : type) + "]");
            }
            says = true;
        }
    }

    private String attribute(XmlScanner scanner, String name) {
        for (int i = 0; i < scanner.attributes(); i++) {
            int from = scanner.attributeNameStart(i);
            if (scanner.attributeNameEnd(i) - from == name.length() && Xml.isAt(bytes, from, bytes.length, name)) {
                return Xml.value(bytes, scanner.valueStart(i), scanner.valueEnd(i));
            }
        }
        return "";
    }

    /** A tag with those of its attributes that FHIR allows. */
    private void openSimple(String html, XmlScanner scanner, Frame frame) {
        int start = out.length();
        out.append('<').append(html);
        int bare = out.length();
        StringBuilder style = null;
        String before = "";
        for (int i = 0; i < scanner.attributes(); i++) {
            int code = ATTRIBUTES.of(bytes, scanner.attributeNameStart(i), scanner.attributeNameEnd(i));
            if (code == 0) {
                continue;
            }
            String value =
                    Xml.value(bytes, scanner.valueStart(i), scanner.valueEnd(i)).strip();
            switch (ATTRIBUTES.names().get(code - 1)) {
                case "ID", "id" -> appendId(value, scanner.start());
                case "styleCode" -> {
                    style = appendClass(value, style);
                    before = frame.tag == StrucDoc.CONTENT ? emphasis(style) : "";
                }
                case "align" -> {
                    if (ALIGNED.contains(value)) {
                        style = and(style, "text-align: " + value);
                    }
                }
                case "scope" ->
                    appendWhen(html.equals("th") || html.equals("td"), "scope", value, SCOPES.contains(value));
                default ->
                    appendWhen(
                            html.equals("th") || html.equals("td"),
                            ATTRIBUTES.names().get(code - 1),
                            value,
                            isCount(value));
            }
        }
        if (style != null && !style.isEmpty()) {
            out.append(" style=\"").append(style).append('"');
        }
        if (html.equals("span") && out.length() == bare) {
            out.setLength(start);
        } else {
            out.append('>');
            frame.close = "</" + html + '>';
            frame.container = html;
        }
        for (int i = 0; i < before.length(); i++) {
            out.append('<').append(before.charAt(i)).append('>');
            frame.container = "b";
            frame.close = "</" + before.charAt(i) + '>' + frame.close;
        }
    }

    /** Bold and italics have elements in HTML, which also those show who leave styles out. */
    private static String emphasis(@Nullable StringBuilder style) {
        String before = "";
        if (style != null) {
            String said = style.toString();
            style.setLength(0);
            for (String part : said.split("; ")) {
                switch (part) {
                    case "font-weight: bold" -> before += "b";
                    case "font-style: italic" -> before += "i";
                    default -> and(style, part);
                }
            }
        }
        return before;
    }

    private @Nullable StringBuilder appendClass(String codes, @Nullable StringBuilder before) {
        StringBuilder style = before;
        StringBuilder classes = new StringBuilder();
        for (String code : codes.split("\\s+")) {
            String said = StrucDoc.styleOf(code);
            if (said != null) {
                style = and(style, said);
            } else if (WORD.matcher(code).matches()) {
                classes.append(classes.isEmpty() ? "" : " ").append(code);
            }
        }
        if (!classes.isEmpty()) {
            out.append(" class=\"").append(classes).append('"');
        }
        return style;
    }

    private static StringBuilder and(@Nullable StringBuilder style, String said) {
        StringBuilder all = style == null ? new StringBuilder() : style;
        return all.append(all.isEmpty() ? "" : "; ").append(said);
    }

    private void appendWhen(boolean fits, String name, String value, boolean right) {
        if (fits && right) {
            out.append(' ').append(name).append("=\"").append(value).append('"');
        }
    }

    private static boolean isCount(String value) {
        return COUNT.matcher(value).matches();
    }

    /** Only the first element that bears an ID keeps it, since a page has each once. */
    private void appendId(String id, int element) {
        if (!id.isEmpty() && document.isBearer(id, element) && withId.add(element)) {
            out.append(" id=\"").append(htmlId(id)).append('"');
        }
    }

    private static String htmlId(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (!isPlain(id.charAt(i))) {
                return ID_PREFIX + NO_ID.matcher(id).replaceAll("_");
            }
        }
        return ID_PREFIX + id;
    }

    /** What most ids are made of. */
    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private void appendAttribute(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }
}
