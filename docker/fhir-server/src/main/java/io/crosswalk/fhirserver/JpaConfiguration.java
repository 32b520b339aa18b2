package io.crosswalk.fhirserver;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import jakarta.persistence.EntityManagerFactory;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** The parts of HAPI's JPA server that an R4 server needs, and how this one behaves. */
@Configuration
@Import({
    ThreadPoolFactoryConfig.class,
    JpaR4Config.class,
    HapiJpaConfig.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    SubscriptionChannelConfig.class,
    SubscriptionSubmitterConfig.class
})
class JpaConfiguration {

    @Bean
    JpaStorageSettings storageSettings() {
        var settings = new JpaStorageSettings();
        // A reference to something that is not there is the sender's fault, and must be seen.
        settings.setEnforceReferentialIntegrityOnWrite(true);
        settings.setAutoCreatePlaceholderReferenceTargets(false);
        // Each search looks at the data as it is now; the default repeats answers that are up to a minute old.
        settings.setReuseCachedSearchResultsForMillis(null);
        settings.setMatchUrlCacheEnabled(true);
        // Nothing here is loaded in bulk, no value set is expanded beforehand, nobody subscribes.
        settings.setEnableTaskBulkImportJobExecution(false);
        settings.setEnableTaskBulkExportJobExecution(false);
        settings.setEnableTaskPreExpandValueSets(false);
        settings.setPreExpandValueSets(false);
        settings.setWriteToSearchParamIdentityTable(false);
        return settings;
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean(destroyMethod = "close")
    BasicDataSource dataSource(Settings settings) {
        var source = new BasicDataSource();
        source.setUrl(settings.jdbcUrl());
        source.setUsername("sa");
        source.setPassword("");
        source.setMaxTotal(20);
        source.setPoolPreparedStatements(true);
        return source;
    }

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            DataSource dataSource,
            ConfigurableListableBeanFactory beans,
            FhirContext context,
            JpaStorageSettings storage,
            Settings settings) {
        var factory = HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, context, storage);
        factory.setPersistenceUnitName("fhir");
        factory.setDataSource(dataSource);
        var properties = new Properties();
        properties.put("hibernate.dialect", HapiFhirH2Dialect.class.getName());
        // A database in memory is new at each start: reading what is there, table by table, would find nothing.
        properties.put("hibernate.hbm2ddl.auto", settings.data().isPresent() ? "update" : "create-only");
        properties.put("hibernate.search.enabled", "false");
        properties.put("hibernate.jdbc.batch_size", "20");
        factory.setJpaProperties(properties);
        return factory;
    }

    /** Under both names: HAPI asks for the first, its batch jobs for the second. */
    @Primary
    @Bean({"hapiTransactionManager", "transactionManager"})
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }
}
