package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.Expression;
import io.crosswalk.mapping.expression.Rule;
import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map as its file says it; nothing is looked up yet.
 *
 * @param source what stands before the bracket: {@code PID}
 * @param type {@code resource:} or {@code fills:}; null when neither is there
 * @param rows rows of a guide by their ids, each with the targets of the rules that implement it
 */
public record MapDefinition(
        SourceFile file,
        YamlNode.Scalar name,
        String source,
        YamlNode.@Nullable Scalar type,
        boolean resource,
        List<KeyDefinition> identity,
        List<KeyDefinition> key,
        Map<String, YamlNode.Scalar> let,
        List<RuleDefinition> rules,
        List<CandidateDefinition> choose,
        List<YamlNode.Scalar> use,
        List<YamlNode.Scalar> needs,
        YamlNode.@Nullable Scalar write,
        Map<YamlNode.Scalar, String> ignore,
        Map<YamlNode.Scalar, String> guide,
        Map<YamlNode.Scalar, String> rows) {

    /** {@code file:line} of the map's name. */
    public String place() {
        return file.name() + ":" + name.line();
    }

    /** One alternative of an identity. */
    public record KeyDefinition(SourceFile file, YamlNode.Scalar text, List<Expression> parts) {}

    /** One line, or one target with a list of candidates. */
    public record RuleDefinition(
            SourceFile file,
            YamlNode.Scalar targetText,
            Target target,
            List<CandidateDefinition> candidates,
            boolean orAbsent) {

        public String place() {
            return file.name() + ":" + targetText.line();
        }
    }

    /** What {@link TraceListener#gave} calls the data-absent-reason that a rule writes where no candidate yields a value. */
    public static String absence(String rule) {
        return rule + " absent";
    }

    /** One candidate with the text it stands in. */
    public record CandidateDefinition(SourceFile file, YamlNode.Scalar text, Rule.Candidate candidate) {

        /** {@code file:line:place in the text}: no two candidates have the same. */
        public String place() {
            return file.name() + ':' + text.line() + ':' + text.column() + '+' + candidate.offset();
        }
    }
}
