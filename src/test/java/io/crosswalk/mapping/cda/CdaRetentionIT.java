package io.crosswalk.mapping.cda;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.Corpus;
import io.crosswalk.mapping.cda.CdaCorpus.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of what the published documents say survives in the Bundles, measured by a tool that knows neither converter
 * ({@code tools/retention.py} of the reference material, which needs Python 3). A document that failed keeps nothing.
 *
 * <p>Narrative does not count, nor does a whole document that is carried along as an attachment.
 */
class CdaRetentionIT {

    private static final Pattern FIGURE = Pattern.compile("retention ([0-9.]+)%");
    /** What has been reached, in percent: it does not fall again. */
    private static final double REACHED = 86.0;

    @TempDir
    Path folder;

    @Test
    void keepsWhatTheDocumentsSay() throws IOException, InterruptedException {
        for (Document document : CdaCorpus.documents()) {
            if (document.wellFormed() && !document.hostile()) {
                String name = document.name().replace('/', '_');
                Files.write(folder.resolve(name + ".xml"), document.body());
                Files.write(
                        folder.resolve(name + ".json"),
                        CdaCorpus.convert(document.body()).bundle());
            }
        }
        String said =
                CdaCorpus.run(Corpus.reference("tools/retention.py"), folder.toString(), "--worst", "10", "--by-field");
        System.out.print(said);
        Matcher figure = FIGURE.matcher(said);
        assertThat(figure.find()).as(said).isTrue();
        assertThat(Double.parseDouble(figure.group(1))).isGreaterThanOrEqualTo(REACHED);
    }
}
