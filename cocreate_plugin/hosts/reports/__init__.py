"""Problems as a terminal, a pull request or a program reads them."""
