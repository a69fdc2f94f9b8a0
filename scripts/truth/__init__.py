"""The benchmark against known truth: this program, its peers, and the page that shows them."""
