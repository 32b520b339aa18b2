package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrettyJsonTest {

    @Test
    void laysOutObjectsAndArrays() {
        assertThat(pretty("{\"a\":[1,{\"b\":null}],\"c\":{}, \"d\":[ ]}")).isEqualTo("""
                        {
                          "a": [
                            1,
                            {
                              "b": null
                            }
                          ],
                          "c": {},
                          "d": []
                        }
                        """);
    }

    @Test
    void keepsNumbersAndTextsAsTheyWereWritten() {
        String json = "{\"v\":1.50,\"e\":1E+2,\"t\":\"a \\\"{,}\\\" : [\\\\]\",\"u\":\"Zoë\"}";
        assertThat(pretty(json).replaceAll("\n *", "").replace("\": ", "\":")).isEqualTo(json);
    }

    @Test
    void layingOutTwiceChangesNothing() {
        String once = pretty("{\"a\":[1,[2,{\"b\":\"x\"}]]}");
        assertThat(pretty(once)).isEqualTo(once);
    }

    private static String pretty(String json) {
        return new String(PrettyJson.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
