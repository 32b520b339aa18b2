package io.crosswalk.mapping;

import io.crosswalk.mapping.syntax.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** The mappings cannot be used. Carries every fault of every file, sorted by file, line and column. */
public class MappingFaultsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public MappingFaultsException(List<Fault> faults) {
        super(faults.stream().map(Fault::format).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
