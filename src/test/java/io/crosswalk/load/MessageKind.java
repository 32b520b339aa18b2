package io.crosswalk.load;

import java.nio.charset.StandardCharsets;

/** The built-in messages. All names and numbers are invented. */
public enum MessageKind {
    /** An admission with allergies, a diagnosis and two relatives, about 1.4 KB. */
    ADT,
    /** A laboratory result with 20 observations, about 4.1 KB. */
    ORU;

    private static final String[] FAMILY = {
        "Achterberg", "Brandtner", "Castellano", "Drummond", "Eriksdottir", "Fujimori"
    };
    private static final String[] GIVEN = {"Ada", "Bela", "Cleo", "Dario", "Enna", "Falk", "Gesa"};
    private static final String[] TESTS = {
        "718-7^Hemoglobin [Mass/volume] in Blood^LN|g/dL|12.0-16.0",
        "6690-2^Leukocytes [#/volume] in Blood^LN|10*3/uL|4.5-11.0",
        "777-3^Platelets [#/volume] in Blood^LN|10*3/uL|150-400",
        "2951-2^Sodium [Moles/volume] in Serum^LN|mmol/L|136-145",
        "2823-3^Potassium [Moles/volume] in Serum^LN|mmol/L|3.5-5.1",
        "2160-0^Creatinine [Mass/volume] in Serum^LN|mg/dL|0.6-1.2",
        "2345-7^Glucose [Mass/volume] in Serum^LN|mg/dL|70-99",
        "17861-6^Calcium [Mass/volume] in Serum^LN|mg/dL|8.6-10.3"
    };

    /** The message named {@code id}. The same id gives the same bytes. */
    public byte[] message(MessageId id) {
        StringBuilder text = new StringBuilder(4500);
        header(text, id);
        switch (this) {
            case ADT -> admission(text, id);
            case ORU -> result(text, id);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void header(StringBuilder text, MessageId id) {
        text.append("MSH|^~\\&|LOADGEN|NORTHWING|CROSSWALK|HUB|20260105093000+0000||")
                .append(this == ADT ? "ADT^A01^ADT_A01" : "ORU^R01^ORU_R01")
                .append('|')
                .append(id)
                .append("|P|2.5.1|||||||UNICODE UTF-8\r");
    }

    private static void patient(StringBuilder text, MessageId id) {
        int n = id.connection() * 1000 + id.patient();
        text.append("PID|1||")
                .append(id.run())
                .append(id.lane())
                .append("^^^NORTHWING&2.16.840.1.113883.19.77&ISO^MR~99")
                .append(100000 + n)
                .append("^^^STATE&2.16.840.1.113883.19.78&ISO^SB||")
                .append(FAMILY[n % FAMILY.length])
                .append('^')
                .append(GIVEN[n % GIVEN.length])
                .append("^Q^^Dr^^L||19")
                .append(40 + n % 60)
                .append("0")
                .append(1 + n % 9)
                .append("1")
                .append(n % 9)
                .append(n % 2 == 0 ? "|F" : "|M")
                .append("||2106-3^White^CDCREC|")
                .append(1 + n % 98)
                .append(" Larkspur Lane^Apt 3^Westhaven^CA^94999^USA^H||^PRN^PH^^1^555^01")
                .append(10 + n % 89)
                .append("~^NET^Internet^nobody@example.org||eng^English^ISO639|M^Married^HL70002\r");
    }

    private static void visit(StringBuilder text, MessageId id, String patientClass) {
        text.append("PV1|1|")
                .append(patientClass)
                .append(
                        "|3WEST^312^A^NORTHWING|E|||1740^Okonkwo^Ines^^^Dr^^^NPI|2281^Larsson^Nils^^^Dr^^^NPI||MED||||1|||")
                .append("1740^Okonkwo^Ines^^^Dr^^^NPI|INP|")
                .append(id)
                .append("^^^NORTHWING&2.16.840.1.113883.19.77&ISO^VN")
                .append("|||||||||||||||||||||||||20260105091500+0000\r");
    }

    private static void admission(StringBuilder text, MessageId id) {
        text.append("EVN|A01|20260105093000+0000|||7731^Vance^Opal^^^^^^NORTHWING|20260105091500+0000\r");
        patient(text, id);
        text.append("NK1|1|Brandtner^Otto^^^^^L|SPO^Spouse^HL70063|7 Larkspur Lane^^Westhaven^CA^94999^USA|")
                .append("^PRN^PH^^1^555^0177||C^Emergency Contact^HL70131\r")
                .append("NK1|2|Brandtner^Ida^^^^^L|MTH^Mother^HL70063|||^PRN^PH^^1^555^0178||N^Next of Kin^HL70131\r");
        visit(text, id, "I");
        text.append("PV2|||R07.9^Chest pain, unspecified^I10|||||20260105091500+0000|20260109120000+0000|4\r")
                .append(
                        "AL1|1|DA^Drug allergy^HL70127|7980^Penicillin G^RXNORM|SV^Severe^HL70128|Hives~Wheezing|20190401\r")
                .append("AL1|2|FA^Food allergy^HL70127|227493005^Cashew nuts^SCT|MO^Moderate^HL70128|Swelling\r")
                .append("DG1|1||I20.9^Angina pectoris, unspecified^I10|Angina|20260105092000+0000|A|||||||||1|")
                .append("1740^Okonkwo^Ines^^^Dr^^^NPI\r");
    }

    private static void result(StringBuilder text, MessageId id) {
        patient(text, id);
        visit(text, id, "O");
        text.append("ORC|RE|PL")
                .append(id)
                .append("^LOADGEN|")
                .append(id)
                .append("^LAB||CM||||20260105080000+0000|||1740^Okonkwo^Ines^^^Dr^^^NPI\r")
                .append("OBR|1|PL")
                .append(id)
                .append("^LOADGEN|")
                .append(id)
                .append("^LAB|58410-2^CBC panel - Blood by Automated count^LN|||20260105074500+0000|||||||")
                .append("||1740^Okonkwo^Ines^^^Dr^^^NPI||||||20260105092500+0000||LAB|F\r");
        for (int i = 1; i <= 20; i++) {
            String[] test = TESTS[i % TESTS.length].split("\\|");
            int value = 40 + (id.sequence() * 7 + i * 13) % 900;
            text.append("OBX|")
                    .append(i)
                    .append("|NM|")
                    .append(test[0])
                    .append("|")
                    .append(i)
                    .append("|")
                    .append(value / 10)
                    .append('.')
                    .append(value % 10)
                    .append("|")
                    .append(test[1])
                    .append("^^UCUM|")
                    .append(test[2])
                    .append(value > 600 ? "|H" : "|N")
                    .append("|||F|||20260105074500+0000||4402^Quill^Remy^^^^^^LAB||COUNTER^LAB|20260105091000+0000\r");
        }
    }
}
