package io.crosswalk.console;

import io.crosswalk.intake.SafeXml;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Lays XML out for people, as HTML with its words coloured. It is text on a page: stylesheets that it names are not
 * fetched, and nothing of it is run. Scans and other long values are cut, the download has them whole.
 */
final class XmlHtml {

    private static final int LONGEST_VALUE = 2_000;
    private static final int LONGEST_PAGE = 2 << 20;

    /** What was written last decides where the next thing goes. */
    private enum Last {
        START,
        TEXT,
        OTHER
    }

    private final StringBuilder html = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private int beyond;
    private int depth;
    private Last last = Last.OTHER;

    private XmlHtml() {}

    /** HTML that is safe to put into a page; what is no XML comes back as its text. */
    static String of(byte[] xml) {
        XmlHtml layout = new XmlHtml();
        try {
            XMLStreamReader reader = SafeXml.read(xml);
            try {
                while (reader.hasNext() && layout.html.length() < LONGEST_PAGE) {
                    layout.add(reader.next(), reader);
                }
                if (reader.hasNext()) {
                    layout.html.append("\n… the rest is in the download");
                }
            } finally {
                reader.close();
            }
            return layout.html.toString().strip();
        } catch (XMLStreamException e) {
            return escape(cut(new String(xml, StandardCharsets.UTF_8), LONGEST_PAGE));
        }
    }

    private void add(int event, XMLStreamReader xml) {
        if (event != XMLStreamConstants.CHARACTERS && event != XMLStreamConstants.CDATA) {
            text();
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.END_ELEMENT -> end(xml);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> collect(xml);
            case XMLStreamConstants.COMMENT -> remark("<!--" + xml.getText() + "-->");
            case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                remark("<?" + xml.getPITarget() + " " + xml.getPIData() + "?>");
            default -> {
                // The beginning and the end of the document say nothing.
            }
        }
    }

    private void start(XMLStreamReader xml) {
        closeStart();
        newLine();
        html.append("&lt;");
        word("json-key", xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        depth++;
        last = Last.START;
    }

    private void attribute(String name, String value) {
        html.append(' ').append(escape(name)).append("=");
        word("json-text", "\"" + cut(value == null ? "" : value, LONGEST_VALUE) + "\"");
    }

    private void end(XMLStreamReader xml) {
        depth--;
        if (last == Last.START) {
            html.append("/&gt;");
        } else {
            if (last == Last.OTHER) {
                newLine();
            }
            html.append("&lt;/");
            word("json-key", xml.getLocalName());
            html.append("&gt;");
        }
        last = Last.OTHER;
    }

    /** A text comes in pieces; of a long one the begin is enough, and how long it is. */
    private void collect(XMLStreamReader xml) {
        int room = LONGEST_VALUE - text.length();
        if (room > 0) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
        }
        beyond += Math.max(0, xml.getTextLength() - Math.max(0, room));
    }

    private void text() {
        String plain = text.toString().strip();
        if (!plain.isEmpty()) {
            if (last == Last.OTHER) {
                newLine();
            }
            closeStart();
            html.append(escape(plain));
            if (beyond > 0) {
                html.append(more(beyond));
            }
            last = Last.TEXT;
        }
        text.setLength(0);
        beyond = 0;
    }

    private void remark(String text) {
        closeStart();
        newLine();
        word("json-other", cut(text, LONGEST_VALUE));
        last = Last.OTHER;
    }

    private void closeStart() {
        if (last == Last.START) {
            html.append("&gt;");
        }
    }

    private void newLine() {
        html.append('\n').append("  ".repeat(Math.min(depth, 40)));
    }

    private void word(String style, String text) {
        html.append("<span class=\"")
                .append(style)
                .append("\">")
                .append(escape(text))
                .append("</span>");
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + more(text.length() - longest);
    }

    private static String more(int characters) {
        return " … " + characters + " more characters";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
