package dev.sudosafe.cli;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sudosafe.fixture.Documents;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/// Whether reports are what their formats say.
final class Reports {

    private static final Path FOLDER = Documents.resource("reports");

    private static final Schema SARIF = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(Documents.tree(Documents.text(FOLDER.resolve("sarif-2.1.0-rtm.5.json"))));

    private Reports() {}

    /// What the published schema of SARIF says against it.
    static List<String> sarifProblems(String report) {
        return SARIF.validate(Documents.tree(report)).stream()
                .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
                .toList();
    }

    /// @throws SAXException with what Jenkins' schema says against it
    static void requireJUnit(String report) throws SAXException, IOException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(FOLDER.resolve("jenkins-junit.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(new StringReader(report)));
    }
}
