package io.crosswalk.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The running server. Ready when the constructor returns; {@link #close} answers what is under way, then stops. */
final class FhirServer implements AutoCloseable {

    /** Resources on one page, for those who ask for that many: all about one patient fits on it. */
    private static final int LARGEST_PAGE = 500;

    private static final long PATIENCE_AT_STOP_MS = 5_000;

    private final AnnotationConfigApplicationContext spring;
    private final Server jetty;
    private final URI address;

    FhirServer(Settings settings) throws Exception {
        spring = new AnnotationConfigApplicationContext();
        spring.registerBean(Settings.class, () -> settings);
        spring.register(JpaConfiguration.class);
        spring.refresh();
        jetty = new Server();
        var connector = new ServerConnector(jetty);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        jetty.addConnector(connector);
        var handler = new ServletContextHandler("/");
        handler.addServlet(new ServletHolder(servlet()), "/fhir/*");
        jetty.setHandler(handler);
        jetty.setStopTimeout(PATIENCE_AT_STOP_MS);
        jetty.start();
        address = URI.create("http://" + settings.host() + ":" + connector.getLocalPort() + "/fhir");
    }

    /** The base URL of the FHIR service. */
    URI address() {
        return address;
    }

    private RestfulServer servlet() {
        var servlet = new RestfulServer(spring.getBean(FhirContext.class));
        servlet.registerProviders(spring.getBean("myResourceProvidersR4", ResourceProviderFactory.class)
                .createProviders());
        servlet.registerProvider(spring.getBean("mySystemProviderR4"));
        servlet.setServerConformanceProvider(new JpaCapabilityStatementProvider(
                servlet,
                spring.getBean(IFhirSystemDao.class),
                spring.getBean(JpaStorageSettings.class),
                spring.getBean(ISearchParamRegistry.class),
                spring.getBean(IValidationSupport.class)));
        servlet.setDefaultResponseEncoding(EncodingEnum.JSON);
        servlet.setDefaultPrettyPrint(true);
        DatabaseBackedPagingProvider paging = spring.getBean(DatabaseBackedPagingProvider.class);
        paging.setMaximumPageSize(LARGEST_PAGE);
        servlet.setPagingProvider(paging);
        return servlet;
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
        spring.close();
    }
}
