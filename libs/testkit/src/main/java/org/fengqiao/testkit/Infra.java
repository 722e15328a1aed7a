package org.fengqiao.testkit;

/** Who provides the broker and the database server: processes of this machine or containers. */
interface Infra {

    /** Starts the broker if it does not run; {@code host:port}. */
    String bootstrap();

    /** Starts the server if it does not run. */
    Server postgres();

    /**
     * Takes the broker away as a crash would, or gives it back on the same address with the same
     * data.
     */
    void stopBroker();

    void startBroker();

    /** The same for the database server. */
    void stopPostgres();

    void startPostgres();

    /** A database server and its owner. */
    record Server(String host, int port, String user, String password) {}
}
