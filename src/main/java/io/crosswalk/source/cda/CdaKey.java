package io.crosswalk.source.cda;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an element has to fulfil, as a bracket of a path says it. Immutable. */
sealed interface CdaKey {

    boolean fits(CdaElement element);

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
    }

    /** A value of a data type. */
    record Typed(String type, boolean notAnded) implements CdaKey {
        @Override
        public boolean fits(CdaElement element) {
            return CdaTypes.isOf(element, type) && !(notAnded && "A".equals(element.attribute(CdaWords.OPERATOR)));
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
    }

    /** A place below is there, or is not. */
    record Has(CdaPath place, boolean negated) implements CdaKey {
        @Override
        public boolean fits(CdaElement element) {
            return (place.first(element) != null) != negated;
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
    }
}
