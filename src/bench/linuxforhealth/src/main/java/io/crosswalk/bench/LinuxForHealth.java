package io.crosswalk.bench;

import io.github.linuxforhealth.hl7.ConverterOptions;
import io.github.linuxforhealth.hl7.HL7ToFHIRConverter;
import java.util.function.UnaryOperator;

/** The peer behind a JDK type, so that the comparison can hold it in a class loader of its own. */
public final class LinuxForHealth implements UnaryOperator<String> {

    private final HL7ToFHIRConverter converter = new HL7ToFHIRConverter();
    private final ConverterOptions options = new ConverterOptions.Builder().build();

    @Override
    public String apply(String message) {
        return converter.convert(message, options);
    }
}
