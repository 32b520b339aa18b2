package io.crosswalk.source.cda;

import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A document whose places are told by what they are. The children of a place of some kind are the nearest places of any kind
 * below it, so that the mapping engine walks from a problem to its observations and never through elements that mean nothing to
 * it.
 */
public final class CdaTree implements SourceTree {

    /** People, devices and organizations in the parts that they took. */
    private static final Set<String> ROLES =
            Set.of("assignedAuthor", "assignedEntity", "intendedRecipient", "associatedEntity", "relatedEntity");

    private final CdaDocument document;
    private final CdaRoot root;
    private final List<Issue> issues = new ArrayList<>(2);
    private final BiPredicate<String, String> identifies;
    private @Nullable Map<String, List<SourceNode>> byId;

    private CdaTree(CdaDocument document, BiPredicate<String, String> identifies) {
        this.document = document;
        this.identifies = identifies;
        this.root = new CdaRoot(document.root());
    }

    /**
     * Tells each place of a readable document what it is.
     *
     * @param identifies whether a root and an extension, which may be empty, tell one from all others
     */
    public static CdaTree of(CdaDocument document, Kinds kinds, BiPredicate<String, String> identifies) {
        CdaTree tree = new CdaTree(document, identifies);
        List<SourceNode> top = new ArrayList<>(1);
        tree.classify(document.root(), kinds, top);
        return tree;
    }

    private void classify(CdaElement element, Kinds kinds, List<SourceNode> to) {
        if (element.has(CdaWords.NULL_FLAVOR) && CdaWords.STATEMENTS.contains(element.nameCode())) {
            unsaid(element);
            return;
        }
        int kind = kinds.of(element);
        List<SourceNode> below = to;
        if (kind != 0) {
            below = new ArrayList<>(4);
            element.become(kind, kinds.name(kind), below);
            to.add(element);
        }
        int before = below.size();
        int told = issues.size();
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            classify(child, kinds, below);
        }
        if (element.nameCode() == CdaWords.ENTRY
                && below.size() == before
                && issues.size() == told
                && element.firstElement() != null) {
            unknown(element);
        }
    }

    /**
     * A statement that is of a null flavor itself: whether it holds is not known, whatever stands in it. Told as if it held,
     * "unknown if pregnant" would read "pregnant".
     */
    private void unsaid(CdaElement statement) {
        issues.add(Issue.warning(
                "statement-not-known",
                statement.place(),
                "",
                "this " + statement.localName()
                        + " says of itself that it is not known (nullFlavor); nothing is made of it or of"
                        + " what stands in it, and the narrative of its section is kept"));
    }

    /** An entry that no mapping knows: its section's narrative still tells what it says. */
    private void unknown(CdaElement entry) {
        CdaElement act = entry.firstElement();
        while (act != null && act.nameCode() == CdaWords.TEMPLATE_ID) {
            act = act.nextElement();
        }
        Set<String> templates = new LinkedHashSet<>();
        for (CdaElement child = act == null ? null : act.firstElement(); child != null; child = child.nextElement()) {
            String root = child.nameCode() == CdaWords.TEMPLATE_ID ? child.attribute(CdaWords.ROOT) : null;
            if (root != null) {
                templates.add(root);
            }
        }
        issues.add(Issue.warning(
                "entry-not-mapped",
                entry.place(),
                "",
                "no mapping knows this entry (" + (act == null ? "empty" : act.localName()) + ", template "
                        + (templates.isEmpty() ? "none" : String.join(", ", templates))
                        + "); the narrative of its section is kept"));
    }

    @Override
    public Format format() {
        return Format.CDA;
    }

    @Override
    public SourceNode root() {
        return root;
    }

    @Override
    public List<Issue> issues() {
        List<Issue> all = new ArrayList<>(document.issues());
        all.addAll(issues);
        return all;
    }

    @Override
    public int looksAround() {
        return document.looksAround();
    }

    @Override
    public void watch(Reads reads) {
        document.watch(reads);
    }

    @Override
    public List<SourceNode> values() {
        return document.values();
    }

    @Override
    public List<SourceNode> unread() {
        return document.unread();
    }

    /** The places of some kind that bear one of the identifiers of this one. */
    @Override
    public List<SourceNode> sameAs(SourceNode node) {
        if (!(node instanceof CdaElement element)) {
            return List.of();
        }
        if (byId == null) {
            byId = new HashMap<>();
            index(document.root(), byId);
        }
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            String key = key(child);
            List<SourceNode> found = key == null ? null : byId.get(key);
            if (found != null) {
                return found;
            }
        }
        return List.of();
    }

    private void index(CdaElement element, Map<String, List<SourceNode>> to) {
        boolean known = element.kind != 0 || isRoleInFull(element);
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            String key = known ? key(child) : null;
            if (key != null) {
                to.computeIfAbsent(key, k -> new ArrayList<>(1)).add(element);
            }
            index(child, to);
        }
    }

    /** Whether this is the role of somebody who took part, of whom more is said than a number. */
    private static boolean isRoleInFull(CdaElement element) {
        return ROLES.contains(element.localName()) && saysMoreThanWhich(element);
    }

    private static boolean saysMoreThanWhich(CdaElement element) {
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            boolean names = child.nameCode() == CdaWords.ID || child.nameCode() == CdaWords.TEMPLATE_ID;
            if (!names && child.valued()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The place that tells in full what this one only names by an identifier: of the same element, or of a role another role.
     * The place itself when it says more, or when there is none.
     */
    @Override
    public SourceNode inFull(SourceNode node) {
        if (!(node instanceof CdaElement element) || saysMoreThanWhich(element)) {
            return node;
        }
        boolean role = ROLES.contains(element.localName());
        for (SourceNode other : sameAs(node)) {
            boolean alike = other.name().equals(node.name()) || role && ROLES.contains(other.name());
            if (alike && saysMoreThanWhich((CdaElement) other)) {
                return other;
            }
        }
        return node;
    }

    /** What an id is known by; null where it says nothing: of a null flavor, or a known numbering without a number. */
    private @Nullable String key(CdaElement element) {
        if (element.nameCode() != CdaWords.ID || element.absence() != null) {
            return null;
        }
        String root = element.attribute(CdaWords.ROOT);
        String extension = element.attribute(CdaWords.EXTENSION);
        String number = extension == null ? "" : extension.strip();
        return root == null || !identifies.test(root, number)
                ? null
                : root.strip().toLowerCase(Locale.ROOT) + '^' + number;
    }
}
