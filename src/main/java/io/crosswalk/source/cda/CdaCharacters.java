package io.crosswalk.source.cda;

import io.crosswalk.source.ByteRange;
import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The character data of an element as a place of its own: a rule that takes the text of {@code <name use="L">} has not read
 * its {@code use}.
 */
record CdaCharacters(CdaElement element) implements SourceNode {

    @Override
    public String name() {
        return element.localName();
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
        return element.characters().strip();
    }

    @Override
    public boolean valued() {
        return !text().isEmpty();
    }

    @Override
    public boolean deleted() {
        return false;
    }

    @Override
    public @Nullable SourceTime time() {
        return element.document().times().read(element, text());
    }

    @Override
    public long filled(int place) {
        return Need.UNKNOWN.parts();
    }

    @Override
    public String place() {
        return element.place();
    }

    @Override
    public @Nullable ByteRange bytes() {
        return element.document().range(element.contentStart(), element.contentEnd());
    }

    @Override
    public void markRead() {
        element.markCharactersRead();
    }

    /** The place, never the value. */
    @Override
    public String toString() {
        return place();
    }
}
