package io.crosswalk.source.cda;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every name of an element or attribute in the model of CDA release 2, its  types and HL7's extensions
 * ({@code sdtc:}), with a number from 1: places are found by number, whatever prefix a sender uses. A name has one number,
 * whether it is an element's or an attribute's.
 */
final class CdaNames {

    // POCD_MT000040: the document, its header, its body; then datatypes-base and datatypes; then StrucDoc's own.
    private static final String MODEL = """
            ClinicalDocument realmCode typeId templateId id code title effectiveTime confidentialityCode
            languageCode setId versionNumber copyTime recordTarget author dataEnterer informant custodian
            informationRecipient legalAuthenticator authenticator participant inFulfillmentOf documentationOf
            relatedDocument authorization componentOf component nonXMLBody structuredBody section text entry
            subject patientRole addr telecom patient providerOrganization name administrativeGenderCode
            birthTime maritalStatusCode religiousAffiliationCode raceCode ethnicGroupCode guardian birthplace
            languageCommunication guardianPerson guardianOrganization place modeCode proficiencyLevelCode
            preferenceInd functionCode time assignedAuthor assignedPerson assignedAuthoringDevice
            representedOrganization manufacturerModelName softwareName asMaintainedEntity maintainingPerson
            assignedEntity relatedEntity relatedPerson assignedCustodian representedCustodianOrganization
            intendedRecipient receivedOrganization signatureCode associatedEntity associatedPerson
            scopingOrganization order priorityCode serviceEvent performer parentDocument consent statusCode
            encompassingEncounter dischargeDispositionCode responsibleParty encounterParticipant location
            healthCareFacility serviceProviderOrganization standardIndustryClassCode asOrganizationPartOf
            wholeOrganization act encounter observation observationMedia organizer procedure regionOfInterest
            substanceAdministration supply derivationExpr repeatNumber value interpretationCode methodCode
            targetSiteCode referenceRange observationRange approachSiteCode routeCode doseQuantity rateQuantity
            maxDoseQuantity administrationUnitCode consumable manufacturedProduct manufacturedLabeledDrug
            manufacturedMaterial manufacturerOrganization lotNumberText independentInd quantity expectedUseTime
            product specimen specimenRole specimenPlayingEntity relatedSubject participantRole playingDevice
            playingEntity scopingEntity desc entryRelationship reference externalAct externalObservation
            externalProcedure externalDocument precondition criterion sequenceNumber seperatableInd originalText
            translation qualifier low high center width period phase event offset numerator denominator
            thumbnail useablePeriod validTime delimiter family given prefix suffix streetAddressLine streetName
            houseNumber houseNumberNumeric direction streetNameBase streetNameType buildingNumberSuffix
            additionalLocator unitID unitType postBox postalCode city state country county censusTract precinct
            careOf deliveryAddressLine deliveryInstallationType deliveryInstallationArea
            deliveryInstallationQualifier deliveryMode deliveryModeIdentifier origin scale increment digits
            probability standardDeviation distributionType comp data classCode moodCode typeCode determinerCode
            contextConductionInd contextControlCode inversionInd negationInd nullFlavor root extension
            assigningAuthorityName displayable codeSystem codeSystemName codeSystemVersion displayName unit
            currency use operator inclusive institutionSpecified alignment representation mediaType language
            compression integrityCheck integrityCheckAlgorithm partType isNotOrdered inverted xsi:type
            xsi:schemaLocation xsi:noNamespaceSchemaLocation xsi:nil xml:lang xml:space xml:base xml:id ID IDREF
            styleCode referencedObject href sdtc:raceCode sdtc:ethnicGroupCode sdtc:id sdtc:birthTime
            sdtc:deceasedInd sdtc:deceasedTime sdtc:multipleBirthInd sdtc:multipleBirthOrderNumber
            sdtc:dischargeDispositionCode sdtc:signatureText sdtc:text sdtc:statusCode sdtc:valueSet
            sdtc:valueSetVersion sdtc:desc sdtc:telecom sdtc:addr sdtc:name sdtc:birthplace
            sdtc:maritalStatusCode sdtc:languageCommunication sdtc:patient sdtc:asPatientRelationship
            sdtc:identifiedBy sdtc:alternateIdentification sdtc:inFulfillmentOf1 sdtc:actReference
            sdtc:priorityCode sdtc:precondition sdtc:precondition2 sdtc:admissionReferralSourceCode
            sdtc:negationInd sdtc:nullFlavor sdtc:time sdtc:code sdtc:value sdtc:expirationTime sdtc:category
            sdtc:author sdtc:informant sdtc:performer sdtc:effectiveTime sdtc:confidentialityCode
            sdtc:functionCode sdtc:associatedEntity sdtc:criterion sdtc:specialty sdtc:lotNumberText
            sdtc:methodCode sdtc:interpretationCode sdtc:targetSiteCode sdtc:entryRelationship sdtc:observation
            sdtc:act sdtc:administrativeGenderCode sdtc:reference sdtc:templateId sdtc:participant
            sdtc:component
            """;

    private static final NameTable TABLE = new NameTable(List.of(MODEL.strip().split("\\s+")));

    static final int ID_ATTRIBUTE = of("ID");
    static final int CODE = of("code");
    static final int VALUE = of("value");
    static final int ROOT = of("root");
    static final int EXTENSION = of("extension");
    static final int DISPLAY_NAME = of("displayName");
    static final int NULL_FLAVOR = of("nullFlavor");
    static final int REFERENCE = of("reference");
    static final int REPRESENTATION = of("representation");
    static final int MEDIA_TYPE = of("mediaType");
    static final int TYPE = of("xsi:type");
    static final int SECTION = of("section");
    static final int TEXT = of("text");
    static final int ENTRY = of("entry");
    static final int EFFECTIVE_TIME = of("effectiveTime");
    static final int CLINICAL_DOCUMENT = of("ClinicalDocument");
    static final int NON_XML_BODY = of("nonXMLBody");
    static final int OBSERVATION_MEDIA = of("observationMedia");

    private CdaNames() {}

    /** The number of a name, {@code sdtc:raceCode} for the extensions; 0 when the model has no such name. */
    static int of(String localName) {
        return TABLE.of(localName);
    }

    /** The number of a name that stands in a document, written without prefix. */
    static int of(byte[] bytes, int from, int to) {
        return TABLE.of(bytes, from, to);
    }

    /** The name of a number; null when no name has it. */
    static @Nullable String nameOf(int code) {
        return TABLE.nameOf(code);
    }

    static Set<String> all() {
        return new LinkedHashSet<>(TABLE.names());
    }

    /** How many numbers there are, 0 included. */
    static int count() {
        return TABLE.names().size() + 1;
    }
}
