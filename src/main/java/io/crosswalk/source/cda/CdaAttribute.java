package io.crosswalk.source.cda;

import io.crosswalk.source.ByteRange;
import io.crosswalk.source.Need;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attribute of an element as a place. There is one object for each that somebody has asked for. */
final class CdaAttribute implements SourceNode {

    private final CdaElement element;
    private final int index;

    /** @param index among the attributes of the document */
    CdaAttribute(CdaElement element, int index) {
        this.element = element;
        this.index = index;
    }

    CdaElement element() {
        return element;
    }

    /** The number of the name; 0 when the model of CDA has no such name. */
    int nameCode() {
        return Math.max(0, element.document().attributeCode(index));
    }

    /** As XML has it. */
    String value() {
        return element.document().attributeValue(index);
    }

    @Override
    public String name() {
        return element.document().attributeName(index);
    }

    @Override
    public SourceNode parent() {
        return element;
    }

    @Override
    public List<SourceNode> children() {
        return List.of();
    }

    @Override
    public int ordinal() {
        return element.ordinal();
    }

    @Override
    public String text() {
        Reads reads = element.document().reads();
        if (reads != null) {
            reads.read(this);
        }
        return ownText();
    }

    /** The text for what the reader itself wants to know: nobody hears of it. */
    String ownText() {
        return element.document().attributeText(element, index);
    }

    @Override
    public boolean valued() {
        return !element.document().isBlank(index);
    }

    @Override
    public boolean deleted() {
        return false;
    }

    @Override
    public @Nullable SourceTime time() {
        String written = text();
        return written.isEmpty() ? null : element.document().times().read(element, written);
    }

    @Override
    public long filled(int place) {
        return Need.UNKNOWN.parts();
    }

    @Override
    public String place() {
        return element.place() + '@' + name();
    }

    @Override
    public @Nullable ByteRange bytes() {
        return element.document().attributeRange(index);
    }

    @Override
    public void markRead() {
        element.markAttributeRead(index);
    }

    /** The place, never the value. */
    @Override
    public String toString() {
        return place();
    }
}
