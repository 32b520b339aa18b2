package io.crosswalk.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import io.crosswalk.message.Issue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.jspecify.annotations.Nullable;

/** HAPI's validator against FHIR R4. Costs seconds and much memory to make, so it is made when it is first asked for. */
final class StandardValidator {

    private @Nullable FhirValidator validator;

    List<Issue> validate(byte[] bundle) {
        return validator().validateWithResult(new String(bundle, StandardCharsets.UTF_8)).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(StandardValidator::issue)
                .toList();
    }

    /** The validator's own sentence may quote a value; its code and place do not. */
    private static Issue issue(SingleValidationMessage message) {
        String rule = message.getMessageId() == null ? "a rule of FHIR R4" : message.getMessageId();
        String place = message.getLocationString() == null ? "Bundle" : message.getLocationString();
        return Issue.error("not-valid-r4", place, "", "the resource breaks " + rule);
    }

    private synchronized FhirValidator validator() {
        FhirValidator ready = validator;
        if (ready == null) {
            FhirContext fhir = FhirContext.forR4Cached();
            ValidationSupportChain support = new ValidationSupportChain(
                    new DefaultProfileValidationSupport(fhir),
                    new CommonCodeSystemsTerminologyService(fhir),
                    new InMemoryTerminologyServerValidationSupport(fhir));
            ready = fhir.newValidator().registerValidatorModule(new FhirInstanceValidator(support));
            validator = ready;
        }
        return ready;
    }
}
