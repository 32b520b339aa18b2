package io.crosswalk.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import java.io.IOException;

/** Reads what a server answered to a transaction: a 200 is a success only when every entry says so. */
final class TransactionResponse {

    private static final JsonFactory JSON = new JsonFactory();

    private static final int NO_STATUS = 500;

    private TransactionResponse() {}

    /** @param body of a 2xx answer; empty says no more than the status did, and that was yes */
    static DeliveryResult judge(byte[] body) {
        if (body.length == 0) {
            return new Delivered();
        }
        try (JsonParser json = JSON.createParser(body)) {
            return bundle(json);
        } catch (JsonEOFException e) {
            return Failed.of(Fault.TRANSIENT, "the answer was cut off");
        } catch (IOException e) {
            return notFhir();
        }
    }

    private static DeliveryResult bundle(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return notFhir();
        }
        String type = "";
        DeliveryResult result = new Delivered();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("resourceType")) {
                type = json.getText();
            } else if (name.equals("entry") && json.currentToken() == JsonToken.START_ARRAY) {
                result = entries(json);
            } else {
                json.skipChildren();
            }
        }
        return type.equals("Bundle") ? result : notFhir();
    }

    private static DeliveryResult notFhir() {
        return Failed.of(Fault.CONFIGURATION, "the address answers with something that is no FHIR Bundle");
    }

    private static DeliveryResult entries(JsonParser json) throws IOException {
        DeliveryResult result = new Delivered();
        int index = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            int status = entryStatus(json);
            if (result instanceof Delivered && !HttpStatus.success(status)) {
                result = Failed.of(HttpStatus.fault(status), "entry " + index + " was answered with " + status);
            }
            index++;
        }
        return result;
    }

    /** {@code entry.response.status} starts with the code: {@code 201 Created}. An entry without one is taken for a yes. */
    private static int entryStatus(JsonParser json) throws IOException {
        int status = 200;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (!name.equals("response") || json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean code = json.currentName().equals("status");
                json.nextToken();
                if (code) {
                    status = code(json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return status;
    }

    /** The code at the start of {@code response.status}; what cannot be read is no yes. */
    static int code(String text) {
        String digits = text.strip();
        int space = digits.indexOf(' ');
        try {
            int code = Integer.parseInt(space < 0 ? digits : digits.substring(0, space));
            return code >= 100 && code <= 599 ? code : NO_STATUS;
        } catch (NumberFormatException e) {
            return NO_STATUS;
        }
    }
}
