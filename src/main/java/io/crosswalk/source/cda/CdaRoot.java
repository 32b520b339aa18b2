package io.crosswalk.source.cda;

import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands above the element ClinicalDocument: the document is a place like the others then. */
final class CdaRoot implements SourceNode {

    private final CdaElement document;
    private final List<SourceNode> children;

    CdaRoot(CdaElement document) {
        this.document = document;
        this.children = List.of(document);
    }

    CdaElement document() {
        return document;
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public @Nullable SourceNode parent() {
        return null;
    }

    @Override
    public List<SourceNode> children() {
        return children;
    }

    @Override
    public int ordinal() {
        return 1;
    }

    @Override
    public String text() {
        return "";
    }

    @Override
    public boolean valued() {
        return document.valued();
    }

    @Override
    public boolean deleted() {
        return false;
    }

    @Override
    public @Nullable SourceTime time() {
        return null;
    }

    @Override
    public long filled(int place) {
        return -1L;
    }

    @Override
    public String place() {
        return "";
    }

    @Override
    public void markRead() {
        document.markRead();
    }
}
