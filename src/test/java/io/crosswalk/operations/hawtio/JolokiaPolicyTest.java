package io.crosswalk.operations.hawtio;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JolokiaPolicyTest {

    private final JolokiaPolicy policy = new JolokiaPolicy();

    @Test
    void noOperationOfTheRuntimeIsAllowed() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> beans = server.queryNames(null, null);
        assertThat(beans).isNotEmpty();
        for (ObjectName bean : beans) {
            MBeanInfo info = server.getMBeanInfo(bean);
            for (MBeanOperationInfo operation : info.getOperations()) {
                assertThat(policy.isOperationAllowed(bean, operation.getName()))
                        .as("%s of %s", operation.getName(), bean)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.management:type=DiagnosticCommand",
                "com.sun.management:type=HotSpotDiagnostic",
                "jdk.management.jfr:type=FlightRecorder",
                "java.util.logging:type=Logging",
                "JMImplementation:type=MBeanServerDelegate",
                "jolokia:type=Config",
                "org.apache.camel:context=crosswalk,type=tracer,name=BacklogTracer",
                "org.apache.camel:context=crosswalk,type=tracer,name=BacklogDebugger",
                "java.lang:type=Compilation"
            })
    void dangerousBeansAreHiddenAndUnread(String name) throws JMException {
        ObjectName bean = new ObjectName(name);

        assertThat(policy.isObjectNameHidden(bean)).isTrue();
        assertThat(policy.isAttributeReadAllowed(bean, "Anything")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SystemProperties", "InputArguments", "ClassPath"})
    void settingsOfTheRuntimeAreNotReadForTheyMayHoldSecrets(String attribute) throws JMException {
        assertThat(policy.isAttributeReadAllowed(new ObjectName("java.lang:type=Runtime"), attribute))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"context,dumpRoutesAsXml", "context,dumpRoutesAsXml(boolean)", "routes,dumpRouteStatsAsXml"})
    void routesAreDrawnAndCounted(String type, String operation) throws JMException {
        assertThat(policy.isOperationAllowed(camel(type), operation)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "context,sendBody",
        "context,requestBody",
        "context,stop",
        "context,addOrUpdateRoutesFromXml",
        "routes,stop",
        "routes,updateRouteFromXml",
        "endpoints,browseAllMessagesAsXml",
        "endpoints,browseMessageBody",
        "services,browse"
    })
    void nothingIsChangedAndNoMessageIsShown(String type, String operation) throws JMException {
        assertThat(policy.isOperationAllowed(camel(type), operation)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"browse", "listMessages", "listMessagesAsJSON", "removeAllMessages", "addUser", "sendMessage"})
    void theBrokerIsReadOnly(String operation) throws JMException {
        ObjectName queue = new ObjectName(
                "org.apache.activemq.artemis:broker=\"0.0.0.0\",component=addresses,address=\"in\",subcomponent=queues,routing-type=\"anycast\",queue=\"in\"");

        assertThat(policy.isOperationAllowed(queue, operation)).isFalse();
        assertThat(policy.isAttributeReadAllowed(queue, "MessageCount")).isTrue();
        assertThat(policy.isAttributeWriteAllowed(queue, "MessageCount")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "CONFIG", "NOTIFICATION"})
    void writingSettingAndSubscribingAreNotAllowed(RequestType type) {
        assertThat(policy.isTypeAllowed(type)).isFalse();
    }

    @Test
    void onlyPostIsAllowedAndNoOtherSite() {
        assertThat(policy.isHttpMethodAllowed(HttpMethod.POST)).isTrue();
        assertThat(policy.isHttpMethodAllowed(HttpMethod.GET)).isFalse();
        assertThat(policy.isOriginAllowed("http://127.0.0.1:9999", true)).isFalse();
    }

    private static ObjectName camel(String type) throws JMException {
        return new ObjectName("org.apache.camel:context=crosswalk,type=" + type + ",name=\"x\"");
    }
}
