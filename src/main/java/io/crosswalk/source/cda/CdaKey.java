package io.crosswalk.source.cda;

import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an element has to fulfil, as a bracket of a path says it. Immutable. */
sealed interface CdaKey {

    boolean fits(CdaElement element);

    /** Tells who listens what it looks at. */
    void tell(CdaElement element, Reads reads);

    private static void tell(CdaElement element, int attribute, Reads reads) {
        SourceNode node = element.attributeNode(attribute);
        if (node != null) {
            reads.shapedBy(node);
        }
    }

    private static void tell(@Nullable SourceNode node, Reads reads) {
        if (node != null) {
            reads.shapedBy(node.leaf());
        }
    }

    /** Bears a template id, whatever its version. */
    record Template(String root) implements CdaKey {
        @Override
        public boolean fits(CdaElement element) {
            CdaElement child = element.firstElement();
            while (child != null) {
                if (child.nameCode() == CdaWords.TEMPLATE_ID && root.equals(child.attribute(CdaWords.ROOT))) {
                    return true;
                }
                child = child.nextElement();
            }
            return false;
        }

        @Override
        public void tell(CdaElement element, Reads reads) {
            for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
                if (child.nameCode() == CdaWords.TEMPLATE_ID) {
                    CdaKey.tell(child, CdaWords.ROOT, reads);
                }
            }
        }
    }

    /** Is coded so: by its own code, by the code element in it, or by a translation of that. */
    record Code(String code) implements CdaKey {
        @Override
        public boolean fits(CdaElement element) {
            CdaElement coded = coded(element);
            if (coded == null) {
                return false;
            }
            if (code.equals(coded.attribute(CdaWords.CODE))) {
                return true;
            }
            CdaElement child = coded.firstElement();
            while (child != null) {
                if (child.nameCode() == CdaWords.TRANSLATION && code.equals(child.attribute(CdaWords.CODE))) {
                    return true;
                }
                child = child.nextElement();
            }
            return false;
        }

        @Override
        public void tell(CdaElement element, Reads reads) {
            CdaElement coded = coded(element);
            if (coded == null) {
                return;
            }
            CdaKey.tell(coded, CdaWords.CODE, reads);
            for (CdaElement child = coded.firstElement(); child != null; child = child.nextElement()) {
                if (child.nameCode() == CdaWords.TRANSLATION) {
                    CdaKey.tell(child, CdaWords.CODE, reads);
                }
            }
        }

        /** The element that bears the code of an element: itself, or its child of that name. */
        static @Nullable CdaElement coded(CdaElement element) {
            if (element.has(CdaWords.CODE) || element.nameCode() == CdaWords.CODE) {
                return element;
            }
            CdaElement child = element.firstElement();
            while (child != null && child.nameCode() != CdaWords.CODE) {
                child = child.nextElement();
            }
            return child;
        }
    }

    /** A relation of one type. */
    record Relation(String typeCode, boolean inverted) implements CdaKey {
        @Override
        public boolean fits(CdaElement element) {
            return typeCode.equals(element.attribute(CdaWords.TYPE_CODE))
                    && (!inverted || "true".equals(element.attribute(CdaWords.INVERSION)));
        }

        @Override
        public void tell(CdaElement element, Reads reads) {
            CdaKey.tell(element, CdaWords.TYPE_CODE, reads);
            CdaKey.tell(element, CdaWords.INVERSION, reads);
        }
    }

    /** A value of a data type. */
    record Typed(String type, boolean notAnded) implements CdaKey {
        @Override
        public boolean fits(CdaElement element) {
            return CdaTypes.isOf(element, type) && !(notAnded && "A".equals(element.attribute(CdaWords.OPERATOR)));
        }

        @Override
        public void tell(CdaElement element, Reads reads) {
            CdaKey.tell(element, CdaNames.TYPE, reads);
            CdaKey.tell(element, CdaWords.OPERATOR, reads);
        }
    }

    /** What a place below says is one of some texts, or none of them. */
    record Says(CdaPath place, Set<String> texts, boolean negated) implements CdaKey {
        public Says {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean fits(CdaElement element) {
            var node = place.first(element);
            return (node != null && texts.contains(node.text())) != negated;
        }

        @Override
        public void tell(CdaElement element, Reads reads) {
            CdaKey.tell(place.first(element), reads);
        }
    }

    /** A place below is there, or is not. */
    record Has(CdaPath place, boolean negated) implements CdaKey {
        @Override
        public boolean fits(CdaElement element) {
            return (place.first(element) != null) != negated;
        }

        /** That something stands there is no value; what the way to it looks at tells itself. */
        @Override
        public void tell(CdaElement element, Reads reads) {
            place.first(element);
        }
    }

    /** One of several. */
    record Either(List<CdaKey> keys) implements CdaKey {
        public Either {
            keys = List.copyOf(keys);
        }

        @Override
        public boolean fits(CdaElement element) {
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).fits(element)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void tell(CdaElement element, Reads reads) {
            keys.forEach(key -> key.tell(element, reads));
        }
    }
}
