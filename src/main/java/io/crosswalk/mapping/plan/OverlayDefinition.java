package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.SiteCondition;
import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.plan.MapDefinition.KeyDefinition;
import io.crosswalk.mapping.plan.MapDefinition.RuleDefinition;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one site has otherwise than the shipped mappings, as its {@code overlay.yaml} says it.
 *
 * @param name the name of the site, and of its folder
 * @param lines when a message is the site's: one of them must hold
 * @param zone where its times are that have no offset; null for that of the installation
 * @param options values by the names of options
 * @param sections what is made beside; a segment without a group is wherever it stands
 */
public record OverlayDefinition(
        SourceFile file,
        YamlNode.Scalar name,
        List<Line> lines,
        YamlNode.@Nullable Scalar zone,
        Map<YamlNode.Scalar, YamlNode.Scalar> options,
        List<Change> changes,
        List<Section> sections) {

    /** One line of {@code for:}. */
    public record Line(YamlNode.Scalar text, SiteCondition condition) {}

    /** An element whose rule is left out. */
    record Drop(YamlNode.Scalar text, Target target) {}

    /** What is different in one map. */
    record Change(
            YamlNode.Scalar map,
            List<Drop> drops,
            List<RuleDefinition> replaced,
            List<RuleDefinition> added,
            List<KeyDefinition> identity,
            Map<String, YamlNode.Scalar> let,
            List<YamlNode.Scalar> needs,
            Map<YamlNode.Scalar, String> ignore) {}
}
