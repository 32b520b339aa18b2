package io.crosswalk.operations.hawtio;

import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;

/**
 * What JMX shows and does through Jolokia: everything that is not named here is refused.
 *
 * <p>JMX can load agents, write heap dumps, change routes and read queued messages, all of which is a way to patients'
 * data or to running code. So reading is for named beans, and the few operations are those that draw Hawtio's pages.
 */
final class JolokiaPolicy implements Restrictor {

    private static final Set<RequestType> TYPES =
            Set.of(RequestType.READ, RequestType.LIST, RequestType.SEARCH, RequestType.EXEC, RequestType.VERSION);

    /** Camel's beans whose attributes are counters and settings. Not: tracer, debugger, dump, which keep messages. */
    private static final Set<String> CAMEL_TYPES = Set.of(
            "\"context\"",
            "context",
            "routes",
            "routegroups",
            "processors",
            "endpoints",
            "components",
            "consumers",
            "producers",
            "threadpools",
            "errorhandlers",
            "dataformats",
            "services",
            "steps",
            "eventnotifiers",
            "health");

    /** Attributes of the runtime that show its weight, and nothing of its settings, which may hold secrets. */
    private static final Map<String, Set<String>> RUNTIME = Map.of(
            "Runtime", Set.of("Name", "VmName", "VmVendor", "VmVersion", "SpecVersion", "StartTime", "Uptime", "Pid"),
            "Memory", Set.of("HeapMemoryUsage", "NonHeapMemoryUsage"),
            "Threading", Set.of("ThreadCount", "PeakThreadCount", "DaemonThreadCount", "TotalStartedThreadCount"),
            "OperatingSystem",
                    Set.of(
                            "Name",
                            "Version",
                            "Arch",
                            "AvailableProcessors",
                            "SystemLoadAverage",
                            "ProcessCpuLoad",
                            "CpuLoad",
                            "ProcessCpuTime",
                            "OpenFileDescriptorCount",
                            "MaxFileDescriptorCount",
                            "TotalMemorySize",
                            "FreeMemorySize",
                            "CommittedVirtualMemorySize"));

    /** Operations of Camel that describe and count, by the type of their bean. */
    private static final Map<String, Set<String>> OPERATIONS = Map.of(
            "context",
                    Set.of(
                            "dumpRoutesAsXml",
                            "dumpRoutesAsYaml",
                            "dumpRoutesStatsAsXml",
                            "dumpStructuredRoutesStatsAsXml",
                            "dumpStepStatsAsXml",
                            "dumpRoutesSourceLocationsAsXml"),
            "routes",
                    Set.of(
                            "dumpRouteAsXml",
                            "dumpRouteAsYaml",
                            "dumpRouteStatsAsXml",
                            "dumpStepStatsAsXml",
                            "dumpRouteSourceLocationsAsXml",
                            "processorIds"),
            "services", Set.of("listRestServices", "endpointStatistics"));

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.POST;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return TYPES.contains(type);
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        Set<String> runtime = runtimeAttributes(name);
        return runtime == null ? isShown(name) : runtime.contains(attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        return isCamel(name) && OPERATIONS.getOrDefault(type(name), Set.of()).contains(withoutSignature(operation));
    }

    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return true; // the login and the address the server listens on have decided this before
    }

    @Override
    public boolean isOriginAllowed(String origin, boolean strictCheck) {
        return false; // no other site
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return runtimeAttributes(name) == null && !isShown(name);
    }

    private static boolean isShown(ObjectName name) {
        return (isCamel(name) && CAMEL_TYPES.contains(type(name)))
                || name.getDomain().equals("org.apache.activemq.artemis");
    }

    private static boolean isCamel(ObjectName name) {
        return name.getDomain().equals("org.apache.camel");
    }

    private static @org.jspecify.annotations.Nullable Set<String> runtimeAttributes(ObjectName name) {
        return name.getDomain().equals("java.lang") ? RUNTIME.get(type(name)) : null;
    }

    private static String type(ObjectName name) {
        String type = name.getKeyProperty("type");
        return type == null ? "" : type;
    }

    private static String withoutSignature(String operation) {
        int bracket = operation.indexOf('(');
        return bracket < 0 ? operation : operation.substring(0, bracket);
    }
}
