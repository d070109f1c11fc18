import org.neo4j.server.CommunityBootstrapper;
import org.neo4j.server.NeoBootstrapper;

/** Neo4j, until standard input ends: when it is closed, or when the process that holds its other end dies. */
class Serve {
    public static void main(String[] arguments) throws Exception {
        int status = NeoBootstrapper.start(new CommunityBootstrapper(), arguments);
        while (status == 0 && System.in.read() >= 0) {}
        System.exit(status);
    }
}
