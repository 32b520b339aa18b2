package io.crosswalk;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Holds the plan of the house: imports run downhill only. The plan itself is drawn in docs/architecture.md. */
@AnalyzeClasses(packages = "io.crosswalk", importOptions = ImportOption.DoNotIncludeTests.class)
class HousePlanTest {

    private static final String[] STAGES = {
        "io.crosswalk.intake..", "io.crosswalk.convert..", "io.crosswalk.validate..",
        "io.crosswalk.consent..", "io.crosswalk.routing..", "io.crosswalk.delivery.."
    };

    @ArchTest
    static final ArchRule importsRunDownhill = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.crosswalk..")
            .withOptionalLayers(true)
            .layer("words")
            .definedBy("io.crosswalk.message..")
            .layer("libraries")
            .definedBy(
                    "io.crosswalk.source..",
                    "io.crosswalk.terminology..",
                    "io.crosswalk.fhir..",
                    "io.crosswalk.mapping..")
            .layer("keepers")
            .definedBy("io.crosswalk.history..", "io.crosswalk.audit..")
            .layer("stages")
            .definedBy(STAGES)
            .layer("pipeline")
            .definedBy("io.crosswalk.pipeline..")
            .layer("doors")
            .definedBy(
                    "io.crosswalk.api..", "io.crosswalk.console..", "io.crosswalk.operations..", "io.crosswalk.cli..")
            .whereLayer("libraries")
            .mayOnlyAccessLayers("words")
            .whereLayer("keepers")
            .mayOnlyAccessLayers("words", "libraries")
            .whereLayer("stages")
            .mayOnlyAccessLayers("words", "libraries", "keepers")
            .whereLayer("pipeline")
            .mayOnlyAccessLayers("words", "libraries", "keepers", "stages")
            .whereLayer("words")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule stagesAreStrangers = slices().matching(
                    "io.crosswalk.(intake|convert|validate|consent|routing|delivery)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule wordsAndLibrariesArePlain = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(
                    "io.crosswalk.message..",
                    "io.crosswalk.source..",
                    "io.crosswalk.terminology..",
                    "io.crosswalk.fhir..",
                    "io.crosswalk.mapping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.quarkus..", "jakarta.inject..", "jakarta.enterprise..")
            .because("the converter also runs as a plain library and in the command line");

    @ArchTest
    static final ArchRule theSourceKnowsNoFhir = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.crosswalk.source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.crosswalk.fhir..", "io.crosswalk.mapping..", "io.crosswalk.terminology..")
            .allowEmptyShould(true);
}
