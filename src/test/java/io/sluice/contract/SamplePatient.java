package io.sluice.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A synthetic patient as an admission produces it. */
final class SamplePatient {

    static final String JSON = """
            {"identifier":[
               {"use":"usual","type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},
                "system":"urn:oid:2.16.840.1.113883.19.5","value":"PATID1234"},
               {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"SS"}]},
                "system":"http://hl7.org/fhir/sid/us-ssn","value":"123456789"}],
             "active":true,
             "name":[{"use":"official","family":"EVERYMAN","given":["ADAM","A"],"suffix":["III"],"prefix":["Dr."]},
                     {"use":"nickname","family":"Bing","given":["Josh"]}],
             "telecom":[{"system":"phone","value":"+1 206 555 0100","use":"home"},
                        {"system":"email","value":"adam@example.org","use":"work"}],
             "gender":"male","birthDate":"1988-08-18","deceasedBoolean":false,
             "address":[{"use":"home","line":["1000 Hospital Lane","Ste. 123"],"city":"Ann Arbor","state":"MI",
                         "postalCode":"99999","country":"USA"}],
             "maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M",
                              "display":"Married"}]},
             "contact":[{"relationship":[{"coding":[{"code":"MTH"}],"text":"Mother"}],
                         "name":{"family":"DOE","given":["MARY"]},"telecom":[{"system":"phone","value":"555 2004"}]}],
             "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en"}]},"preferred":true}],
             "link":[{"other":{"identifier":{"value":"56789"}},"type":"replaces"}]}
            """;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SamplePatient() {}

    static ObjectNode tree() {
        try {
            JsonNode node = MAPPER.readTree(JSON);
            return (ObjectNode) node;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
