package io.crosswalk.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Holds resources to profiles, each by itself. Costs seconds and some hundred megabytes to make. Thread safe.
 *
 * <p>A resource is held to the profiles that it claims ({@code meta.profile}) and that are here. When it claims none of them,
 * it is held to all that the folder names for its type. When the folder names none at all, one profile of its type is enough,
 * since the profiles of one type exclude each other (laboratory result, vital sign); if it keeps to none, the nearest is told.
 */
final class Profiles {

    /** The code systems that come with R4 are those of 2019: a code that they do not have breaks no profile. */
    private static final String UNKNOWN_CODE = "Terminology_PassThrough_TX_Message";

    private final FhirValidator validator;
    private final Map<String, List<String>> ofType;
    private final Optional<Map<String, List<String>>> named;

    /**
     * @param definitions everything that the folder has
     * @param ofType the profiles that it has of each type
     * @param named the profiles that each type has to keep to, where the folder says it
     */
    Profiles(
            PrePopulatedValidationSupport definitions,
            Map<String, List<String>> ofType,
            Optional<Map<String, List<String>>> named) {
        this.ofType = ofType;
        this.named = named;
        FhirContext fhir = FhirContext.forR4Cached();
        this.validator = fhir.newValidator()
                .registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                        definitions,
                        new DefaultProfileValidationSupport(fhir),
                        new CommonCodeSystemsTerminologyService(fhir),
                        new InMemoryTerminologyServerValidationSupport(fhir),
                        new SnapshotGeneratingValidationSupport(fhir),
                        unknownCodeSystems(fhir))));
    }

    /** That a code system is not in the folder is no fault of the message. */
    private static IValidationSupport unknownCodeSystems(FhirContext fhir) {
        UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(fhir);
        unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.INFORMATION);
        return unknown;
    }

    /** What the resource breaks is told as it is found: who has no time left has at least that. */
    void check(Resource resource, Consumer<Finding> found) {
        List<String> mine = ofType.getOrDefault(resource.fhirType(), List.of());
        List<String> claimed = resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .map(profile -> profile.split("\\|", 2)[0])
                .filter(mine::contains)
                .toList();
        if (!claimed.isEmpty()) {
            claimed.forEach(profile -> findings(resource, profile).forEach(found));
        } else if (named.isPresent()) {
            named.get()
                    .getOrDefault(resource.fhirType(), List.of())
                    .forEach(profile -> findings(resource, profile).forEach(found));
        } else {
            nearest(resource, mine).forEach(found);
        }
    }

    /** A profile that lacks something is nearer than one that the resource contradicts: that one is about something else. */
    private List<Finding> nearest(Resource resource, List<String> profiles) {
        List<List<Finding>> all = new ArrayList<>();
        for (String profile : profiles) {
            List<Finding> findings = findings(resource, profile);
            if (findings.isEmpty()) {
                return List.of();
            }
            all.add(findings);
        }
        return all.stream()
                .min(Comparator.<List<Finding>>comparingLong(each ->
                                each.stream().filter(one -> !one.isMissing()).count())
                        .thenComparingInt(List::size))
                .orElse(List.of());
    }

    private List<Finding> findings(Resource resource, String profile) {
        String name = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        return validator
                .validateWithResult(resource, new ValidationOptions().addProfile(profile))
                .getMessages()
                .stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .filter(message -> !UNKNOWN_CODE.equals(message.getMessageId()))
                .map(message -> Findings.of(message, name, profile))
                .distinct()
                .toList();
    }
}
