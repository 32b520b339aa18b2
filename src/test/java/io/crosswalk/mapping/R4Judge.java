package io.crosswalk.mapping;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** HAPI's validator against the base definitions of FHIR R4, with the terminology that comes with them. Thread safe. */
public final class R4Judge {

    private final FhirValidator validator;

    public R4Judge() {
        FhirContext context = FhirContext.forR4Cached();
        DefaultProfileValidationSupport r4 = new DefaultProfileValidationSupport(context);
        ValidationSupportChain support = new ValidationSupportChain(
                NewerDefinitions.over(r4, context),
                r4,
                new SnapshotGeneratingValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context));
        validator = context.newValidator().registerValidatorModule(new FhirInstanceValidator(support));
    }

    /** Of a whole Bundle, since most of the cost is for each call. Errors only: what is a warning depends on terminology that is not here. */
    public List<SingleValidationMessage> errors(byte[] bundle) {
        return validator.validateWithResult(new String(bundle, StandardCharsets.UTF_8)).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .toList();
    }
}
